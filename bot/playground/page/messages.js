// Messages as elements: sender, message replied to, text or file, buttons.

import { fileAddress } from "./api.js";
import { element, toast } from "./dom.js";
import { rendered } from "./entities.js";
import { botPicture, icon, initials, tinted } from "./pictures.js";

/**
 * `room` says what a message may do here:
 * `bot` (its user), `speaker()`, `find(id)`, `onReply`, `onEdit`, `onPress`, `onLink`, `onCommand`, `onMention`.
 */
export function messageElement(message, room) {
  const service = serviceText(message);
  if (service) return element("p", { className: "service", "data-message": message.message_id }, service);
  const name = message.from?.first_name ?? message.chat.title ?? "";
  const own = message.from?.id === room.speaker();
  const kind = message.from?.id === room.bot.id ? "bot" : own ? "own" : "other";
  return element(
    "article",
    { className: `message ${kind}`, "data-message": message.message_id, "aria-label": `${name}, ${time(message)}` },
    message.chat.id < 0 && !own ? (kind === "bot" ? botPicture() : initials(name)) : null,
    element(
      "div",
      { className: "bubble" },
      head(message, name, own),
      replied(message, room),
      file(message),
      element("div", { className: "text" }, ...body(message, room), meta(message, own)),
    ),
    keyboard(message, room),
    acts(message, room, own),
  );
}

/** Name the sender, where the chat does not make that plain. */
function head(message, name, own) {
  const via = message.via_bot ? element("span", {}, `via @${message.via_bot.username}`) : null;
  const shown = message.chat.id < 0 && !own ? element("b", {}, name) : null;
  return via || shown ? tinted(element("header", {}, shown, shown && via ? " " : null, via), name) : null;
}

function body(message, room) {
  const text = message.text ?? message.caption ?? "";
  return rendered(text, message.entities ?? message.caption_entities ?? [], room);
}

function replied(message, room) {
  const target = message.reply_to_message;
  if (!target) return null;
  const now = room.find(target.message_id) ?? target;
  const words = message.quote?.text ?? now.text ?? now.caption ?? now.document?.file_name ?? "";
  return element("p", { className: "replied" }, element("b", {}, now.from?.first_name ?? ""), element("span", {}, words));
}

function file(message) {
  if (!message.document) return null;
  const name = message.document.file_name ?? "file";
  const size = `${(message.document.file_size / 1024).toFixed(1)} kB`;
  const link = element("a", { href: fileAddress(message), download: name }, name);
  return element("p", { className: "file" }, element("span", { className: "picture", "aria-hidden": "true" }, icon("file")), element("span", {}, link, element("small", {}, size)));
}

function meta(message, own) {
  const edited = message.edit_date ? "edited " : "";
  return element("span", { className: "meta" }, `${edited}${time(message)}`, own ? icon("ticks") : null);
}

/** Create the buttons to reply to a message and to edit it. */
function acts(message, room, own) {
  const act = (name, onclick) => element("button", { type: "button", title: name, "aria-label": name, onclick }, icon(name.toLowerCase()));
  const edits = own && message.text && !message.via_bot;
  return element("div", { className: "acts" }, act("Reply", () => room.onReply(message)), edits ? act("Edit", () => room.onEdit(message)) : null);
}

function keyboard(message, room) {
  const rows = message.reply_markup?.inline_keyboard;
  if (!rows) return null;
  const made = rows.map((row) => element("div", { className: "row" }, ...row.map((button) => buttonElement(button, message, room))));
  return element("div", { className: "keyboard", role: "group", "aria-label": "Buttons" }, ...made);
}

function buttonElement(button, message, room) {
  const made = element("button", { type: "button", title: button.text }, element("span", {}, button.text));
  if (button.url) made.append(element("span", { className: "corner", "aria-hidden": "true" }, "↗"));
  made.addEventListener("click", async () => {
    if (button.copy_text) {
      await copy(button.copy_text.text);
      toast("Copied to the clipboard");
    } else if (button.url) {
      room.onLink(button.url);
    } else if (button.callback_data) {
      made.setAttribute("aria-busy", "true");
      await room.onPress(message, button.callback_data).catch(() => made.removeAttribute("aria-busy"));
    }
  });
  return made;
}

async function copy(text) {
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(text);
    return;
  }
  const area = element("textarea", { value: text });  // over plain http from another machine there is no clipboard
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}

function serviceText(message) {
  const names = (users) => users.map((user) => user.first_name).join(", ");
  if (message.new_chat_members) return `${names(message.new_chat_members)} joined`;
  if (message.left_chat_member) return `${names([message.left_chat_member])} left`;
  return "";
}

function time(message) {
  return new Date(message.date * 1000).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
}
