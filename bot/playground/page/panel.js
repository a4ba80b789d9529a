// The panel, closed at first: the raw traffic of the bot, and why the last question got its answer.

import { explanation } from "./api.js";
import { byId, element } from "./dom.js";
import { whyElements } from "./why.js";

const MOST = 300;
const MOST_BEFORE = 20;
const OVER_THE_CHAT = window.matchMedia("(max-width: 900px)");

export class Panel {
  constructor(state) {
    this.toggle = byId("panel-toggle");
    this.panel = byId("panel");
    this.asked = new Map();
    this.before = [];
    this.toggle.addEventListener("click", () => this.#fold(!this.panel.hidden));
    OVER_THE_CHAT.addEventListener("change", () => this.#fold(this.panel.hidden));
    this.panel.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      this.#fold(true);
      this.toggle.focus();
    });
    byId("explain").addEventListener("submit", (event) => { event.preventDefault(); this.#explain(); });
    byId("question").addEventListener("input", () => { this.before = []; });
    state.addEventListener("hello", () => {
      byId("traffic").replaceChildren();
      this.asked.clear();
    });
    state.addEventListener("log", ({ detail }) => this.#prepend(element("code", {}, detail)));
    state.addEventListener("update", ({ detail }) => {
      this.#add("▼", Object.keys(detail).find((key) => key !== "update_id"), detail);
      this.#noteQuestion(detail);
    });
    state.addEventListener("call", ({ detail }) => {
      this.#add("▲", detail.answer?.ok ? detail.method : `${detail.method}: ${detail.answer?.description ?? "no answer"}`, detail);
    });
  }

  /** Close the panel where it covers the chat. */
  giveWay() {
    if (OVER_THE_CHAT.matches) this.#fold(true);
  }

  #fold(hide) {
    this.panel.hidden = hide;
    byId("chat").inert = !hide && OVER_THE_CHAT.matches;
    this.toggle.setAttribute("aria-expanded", String(!hide));
    if (!hide && byId("question").value) this.#explain();
  }

  #noteQuestion({ message: sent, guest_message: guest, edited_message: edited, callback_query: tap, inline_query: inline }) {
    const message = sent ?? guest;
    const pressed = tap?.message?.reply_markup?.inline_keyboard.flat().find((button) => button.callback_data === tap.data);
    const text = (message ?? edited)?.text ?? (message ?? edited)?.caption ?? pressed?.text ?? inline?.query ?? "";
    const question = text.replace(/^\/ask(@\w+)?\s*/, "").replace(/@\w+bot\b/gi, "").trim();
    if (!question || question.startsWith("/")) return;
    byId("question").value = question;
    this.before = inline ? [] : this.#askedBefore(message ?? edited ?? tap, question);
    if (!this.panel.hidden) this.#explain();
  }

  /** Return what the same person asked in the same chat up to this message, an edit of it, or this callback query. */
  #askedBefore({ message_id: id, chat, from, message }, question) {
    const key = `${(chat ?? message?.chat)?.id} ${from.id}`;
    const asked = (this.asked.get(key) ?? []).slice(-MOST_BEFORE);
    const found = asked.findIndex((other) => other.id === id);
    const place = id === undefined || found < 0 ? asked.length : found;
    asked[place] = { id, question };
    this.asked.set(key, asked);
    return asked.slice(0, place).map((other) => other.question);
  }

  async #explain() {
    const question = byId("question").value.trim();
    if (!question) return;
    const wanted = (this.wanted = [...this.before, question]);
    const record = await explanation(wanted);
    if (wanted === this.wanted) byId("explanation").replaceChildren(...whyElements(record));
  }

  #add(sign, name, body) {
    const json = element("pre", { tabIndex: 0 });
    const entry = element("details", {}, element("summary", {}, `${sign} ${name}`), json);
    entry.addEventListener("toggle", () => { json.textContent = JSON.stringify(body, null, 2); }, { once: true });
    this.#prepend(entry);
  }

  #prepend(entry) {
    const list = byId("traffic");
    list.prepend(element("li", {}, entry));
    while (list.children.length > MOST) list.lastChild.remove();
  }
}
