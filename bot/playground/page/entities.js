// Texts with Telegram's entities, as elements. Offsets count UTF-16 units, as JavaScript does.

import { element } from "./dom.js";
import { icon } from "./pictures.js";

const SIMPLE = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", pre: "pre", blockquote: "blockquote",
};
const BLOCKS = new Set(["blockquote", "expandable_blockquote", "pre"]);
const OPENS = /^(https?|tg|mailto):/i;

/** Return the nodes of `text` between `start` and `end`; `room` has `onCommand`, `onMention` and `onLink`, for what is tapped. */
export function rendered(text, entities, room, start = 0, end = text.length) {
  const nodes = [];
  const inside = entities.filter((one) => one.offset >= start && one.offset + one.length <= end);
  let at = start;
  for (const entity of inside) {
    if (entity.offset < at) continue;
    if (entity.offset > at) nodes.push(text.slice(at, entity.offset));
    at = entity.offset + entity.length;
    const within = inside.filter((one) => one !== entity && one.offset >= entity.offset && one.offset + one.length <= at);
    const children = rendered(text, within, room, entity.offset, at);
    nodes.push(formatted(entity, text.slice(entity.offset, at), children, room));
    if (BLOCKS.has(entity.type) && text[at] === "\n" && at < end) at += 1;  // the end of the block is that line's end
  }
  if (at < end) nodes.push(text.slice(at, end));
  return nodes;
}

function formatted(entity, words, children, room) {
  switch (entity.type) {
    case "expandable_blockquote": return expandable(children);
    case "text_link": return anchor(entity.url, children, room);
    case "url": return anchor(words, children, room);
    case "bot_command": return tappable(children, () => room.onCommand(words));
    case "mention": return tappable(children, () => room.onMention(words));
    case "spoiler": return element("span", { className: "spoiler" }, ...children);
    default: return element(SIMPLE[entity.type] || "span", {}, ...children);
  }
}

function tappable(children, onclick) {
  return element("button", { type: "button", className: "inline", onclick }, ...children);
}

function anchor(address, children, room) {
  if (!OPENS.test(address)) return element("span", {}, ...children);
  const onclick = (event) => { event.preventDefault(); room.onLink(address); };
  return element("a", { href: address, target: "_blank", rel: "noopener noreferrer", onclick }, ...children);
}

/** Create a quote that shows three lines until it is opened; a short one cannot be opened. */
function expandable(children) {
  const words = element("div", { className: "clamped" }, ...children);
  const named = (name) => ({ "aria-label": name, title: name });
  const toggle = element("button", { type: "button", className: "toggle plain", "aria-expanded": "false", hidden: true, ...named("Show all") }, icon("down"));
  toggle.addEventListener("click", () => {
    const open = words.classList.toggle("open");
    toggle.setAttribute("aria-expanded", String(open));
    toggle.title = open ? "Show less" : "Show all";
    toggle.setAttribute("aria-label", toggle.title);
  });
  new ResizeObserver(() => {
    if (!words.classList.contains("open")) toggle.hidden = words.scrollHeight <= words.clientHeight + 1;
  }).observe(words);
  return element("blockquote", { className: "expandable" }, words, toggle);
}
