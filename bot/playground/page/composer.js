// The composer: the text, the person who speaks, the message replied to, the menu of commands, inline results, files.

import { act, upload } from "./api.js";
import { byId, element, toast } from "./dom.js";

const PAUSE = 250;

export class Composer {
  #target = null;
  #query = null;
  #words = "";
  #typing;

  /** `page` knows `state`, `room` and how to open a link. */
  constructor(page) {
    this.page = page;
    this.text = byId("text");
    this.offers = byId("offers");
    byId("composer").addEventListener("submit", (event) => { event.preventDefault(); this.#send(); });
    this.text.addEventListener("input", () => this.#changed());
    this.text.addEventListener("keydown", (event) => this.#key(event));
    this.offers.addEventListener("keydown", (event) => this.#walk(event));
    byId("commands").addEventListener("click", () => this.#toggleMenu());
    byId("attach").addEventListener("click", () => byId("file").click());
    byId("file").addEventListener("change", () => this.#sendFile());
    byId("target").querySelector("button").addEventListener("click", () => { this.aim(null); this.text.focus(); });
    byId("speaker").addEventListener("change", () => this.page.redraw());
    page.state.addEventListener("call", (event) => this.#takeResults(event.detail));
  }

  get speaker() {
    return Number(byId("speaker").value);
  }

  /** Switch to a room; `text` is put into the field. */
  enter(room, text = "") {
    byId("speaker").replaceChildren(...room.speakers.map(({ id, name }) => element("option", { value: id }, name)));
    byId("speaker-label").hidden = room.speakers.length < 2;
    byId("commands").hidden = !room.bot;
    this.aim(null);
    this.text.value = text;
    this.#changed();
  }

  /** Reply to a message or edit it; null does neither. */
  aim(message, edits = false) {
    if (this.#target?.edits) this.text.value = "";
    this.#target = message && { message, edits };
    byId("target").hidden = !message;
    if (!message) return;
    const words = message.text ?? message.caption ?? message.document?.file_name ?? "";
    const head = element("b", {}, edits ? "Edit" : `Reply to ${message.from?.first_name}`);
    byId("target").querySelector("span").replaceChildren(head, element("span", {}, words));
    if (edits) this.text.value = message.text;
    this.text.focus();
  }

  /** Append words to the text. */
  add(words) {
    this.text.value = `${this.text.value.trimEnd()} ${words} `.trimStart();
    this.text.focus();
    this.#changed();
  }

  async say(text, chat = this.page.room.chat, person = this.speaker) {
    await act("write", { person, chat, text });
  }

  async #send() {
    const text = this.text.value.trim();
    if (!text) return;
    if (this.#inlineWords() !== null && !this.#target && !this.#callsGuest()) {
      this.offers.querySelector("button")?.click();
      return;
    }
    const request = { person: this.speaker, chat: this.page.room.chat, text };
    const target = this.#target;
    if (target?.edits) await act("edit", { ...request, message: target.message.message_id });
    else await act("write", target ? { ...request, reply_to: target.message.message_id } : request);
    this.text.value = "";
    this.aim(null);
    this.#changed();
    this.text.focus();
  }

  async #sendFile() {
    const input = byId("file");
    const [file] = input.files;
    if (!file) return;
    await upload(this.speaker, this.page.room.chat, file).finally(() => { input.value = ""; });
    byId("attach").focus();
  }

  #key(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.#send();
    } else if (event.key === "ArrowUp" && !this.offers.hidden) {
      event.preventDefault();
      [...this.offers.querySelectorAll("button")].at(-1)?.focus();
    } else if (event.key === "Escape") {
      this.aim(null);
      this.#show([]);
    }
  }

  #walk(event) {
    const buttons = [...this.offers.querySelectorAll("button")];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      (buttons[buttons.indexOf(document.activeElement) + step] ?? this.text).focus();
    } else if (event.key === "Escape") {
      this.#show([]);
      this.text.focus();
    }
  }

  /** Return the inline query: the words after the bot's name if the text begins with it, else null. */
  #inlineWords() {
    const name = `@${this.page.state.bot.username} `;
    return this.text.value.startsWith(name) ? this.text.value.slice(name.length) : null;
  }

  /** Tell whether a message with the bot's name calls it: into a chat in which it is not, if it is in guest mode. */
  #callsGuest() {
    return !this.page.room.bot && this.page.state.bot.supports_guest_queries;
  }

  #changed() {
    this.text.style.height = "auto";
    this.text.style.height = `${Math.min(this.text.scrollHeight, 160)}px`;
    clearTimeout(this.#typing);
    const words = this.#inlineWords();
    if (words === null || this.#target) {
      this.#query = null;  // results that come later are for nobody
      this.#show(/^\/\w*$/.test(this.text.value) ? this.#commands(this.text.value) : []);
      return;
    }
    this.#typing = setTimeout(async () => {
      const person = this.speaker;
      this.#words = words;
      this.#query = (await act("search", { person, words })).query;
      for (const early of this.#early.splice(0)) this.#takeResults(early);
    }, PAUSE);
  }

  #early = [];

  #takeResults(call) {
    if (call.method !== "answerInlineQuery" || !call.answer?.ok) return;
    const { inline_query_id: query, results, button } = call.parameters;
    if (query !== this.#query) {
      this.#early = [call];
      return;
    }
    const rows = results.map((result) => this.#offer(result.title, result.description, () => this.#choose(result)));
    if (button) rows.unshift(this.#offer(button.text, "", () => this.page.start(button.start_parameter)));
    this.#show(rows);
  }

  async #choose(result) {
    const request = { person: this.speaker, chat: this.page.room.chat, query: this.#query, result: result.id };
    this.text.value = "";
    this.#changed();
    await act("choose", { ...request, words: this.#words });
    this.text.focus();
  }

  #toggleMenu() {
    if (!this.offers.hidden) {
      this.#show([]);
      return;
    }
    const commands = this.#commands("/");
    if (!commands.length) toast("The bot has set no commands here.");
    this.#show(commands);
    this.offers.querySelector("button")?.focus();
  }

  /** Return an offer for each command that begins with these letters; picking one sends it. */
  #commands(letters) {
    const commands = this.page.room.bot ? this.page.state.commandsOf(this.page.room) : [];
    return commands.filter(({ command }) => `/${command}`.startsWith(letters)).map(({ command, description }) => {
      return this.#offer(`/${command}`, description, () => {
        this.text.value = `/${command}`;
        return this.#send();
      });
    });
  }

  #offer(title, description, onclick) {
    return element("li", {}, element("button", { type: "button", onclick }, element("b", {}, title), element("span", {}, description ?? "")));
  }

  #show(rows) {
    this.offers.replaceChildren(...rows);
    this.offers.hidden = !rows.length;
    byId("picks").textContent = rows.length ? `${rows.length} to pick from, above: arrow up` : "";
    byId("commands").setAttribute("aria-expanded", String(Boolean(rows.length)));
  }
}
