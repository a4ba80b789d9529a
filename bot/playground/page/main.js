// The page: the list of rooms, the chat of one of them, and what happens between the parts.

import { act } from "./api.js";
import { Composer } from "./composer.js";
import { byId, element, toast } from "./dom.js";
import { messageElement } from "./messages.js";
import { Panel } from "./panel.js";
import { State } from "./state.js";

const SETTLING_MILLISECONDS = 300;
const TYPING_MILLISECONDS = 5000;

class Page {
  state = new State();
  room = null;
  unread = new Map();
  presses = new Set();

  constructor() {
    this.composer = new Composer(this);
    this.panel = new Panel(this.state);
    const on = (name, take) => this.state.addEventListener(name, (event) => take(event.detail));
    on("hello", () => this.#begin());
    on("ready", () => this.redraw());
    on("message", (message) => this.#show(message));
    on("gone", () => this.redraw());
    on("call", (call) => this.#takeCall(call));
    on("lost", () => toast("The demo does not answer. Is it still running?"));
    this.state.follow("/events");
  }

  /** Open a room; a private chat without messages offers Start, as Telegram does. */
  enter(room, text = "") {
    this.room = room;
    this.unread.delete(room.chat);
    byId("room-name").textContent = room.name;
    byId("room-hint").textContent = room.hint;
    byId("typing").textContent = "";
    this.composer.enter(room, text || (room.bot ? "" : `@${this.state.bot.username} `));
    byId("attach").hidden = room.chat < 0;
    this.#drawRooms();
    this.redraw();
  }

  redraw() {
    const log = byId("log");
    const shown = [...this.state.messages(this.room.chat).values()].map((message) => this.#element(message));
    const held = log.contains(document.activeElement);
    log.setAttribute("aria-busy", "true");
    log.replaceChildren(...(shown.length ? shown : [this.#welcome()]));
    log.setAttribute("aria-busy", "false");
    if (held) log.focus();
    this.#stayAtEnd();
  }

  /** What a deep link does: the private chat of whoever speaks, and /start with its payload. */
  async start(payload) {
    const person = this.composer.speaker;
    this.enter(this.state.rooms.find((room) => room.chat === person));
    byId("text").focus();
    await this.composer.say(`/start ${payload}`, person, person);
  }

  #begin() {
    const chat = this.room?.chat ?? this.state.rooms[0].chat;
    this.enter(this.state.rooms.find((room) => room.chat === chat));
  }

  #welcome() {
    if (this.room.chat < 0) return element("p", { className: "service" }, this.room.hint);
    const begin = () => { this.composer.say("/start"); byId("text").focus(); };
    const start = element("button", { type: "button", className: "start", onclick: begin }, "Start");
    return element("div", { className: "welcome" }, element("p", {}, this.state.description || "The bot is starting…"), start);
  }

  #element(message) {
    return messageElement(message, {
      bot: this.state.bot,
      speaker: () => this.composer.speaker,
      find: (id) => this.state.messages(this.room.chat).get(id),
      onReply: (target) => this.composer.aim(target),
      onEdit: (target) => this.composer.aim(target, true),
      onPress: (target, data) => this.#press(target, data),
      onLink: (address) => this.#open(address),
      onCommand: (words) => this.composer.say(words),
      onMention: (words) => this.composer.add(words),
    });
  }

  #show(message) {
    if (!this.state.ready) return;
    const chat = message.chat.id;
    if (chat !== this.room.chat) {
      if (message.from?.id === this.state.bot.id) this.unread.set(chat, (this.unread.get(chat) ?? 0) + 1);
      this.#drawRooms();
      return;
    }
    const log = byId("log");
    const made = this.#element(message);
    const before = log.querySelector(`[data-message="${message.message_id}"]`);
    const follows = log.scrollHeight - log.scrollTop - log.clientHeight < 200;
    if (before) {
      const held = before.contains(document.activeElement);
      before.replaceWith(made);
      if (held) (made.querySelector(".keyboard button") ?? log).focus();
    } else {
      log.querySelector(".welcome, .service:only-child")?.remove();
      log.append(made);
    }
    if (message.from?.id === this.state.bot.id) byId("typing").textContent = "";
    if (!before || follows) this.#stayAtEnd();
  }

  /** Scroll to the newest message, and again when its quotes have found their height. */
  #stayAtEnd() {
    const log = byId("log");
    const scroll = () => { log.scrollTop = log.scrollHeight; };
    const growing = new ResizeObserver(scroll);
    [...log.children].slice(-3).forEach((child) => growing.observe(child));
    setTimeout(() => growing.disconnect(), SETTLING_MILLISECONDS);
    scroll();
  }

  async #press(message, data) {
    const order = { person: this.composer.speaker, chat: this.room.chat, message: message.message_id, data };
    this.presses.add((await act("press", order)).query);
  }

  #open(address) {
    if (!URL.canParse(address)) return;
    const link = new URL(address);
    const payload = link.searchParams.get("start");
    if (link.hostname === "t.me" && link.pathname === `/${this.state.bot.username}` && payload) this.start(payload);
    else window.open(address, "_blank", "noopener,noreferrer");
  }

  #takeCall({ method, parameters, answer }) {
    if (!answer?.ok) return;
    if (method === "sendChatAction" && parameters.chat_id === this.room?.chat) this.#typing();
    if (method === "setMyDescription" && byId("log").querySelector(".welcome")) this.redraw();
    if (method === "answerCallbackQuery") {
      document.querySelectorAll("[aria-busy=true]").forEach((button) => button.removeAttribute("aria-busy"));
      if (parameters.text && this.presses.delete(parameters.callback_query_id)) {
        if (parameters.show_alert) window.alert(parameters.text);
        else toast(parameters.text);
      }
    }
  }

  #typing() {
    byId("typing").textContent = `${this.state.bot.first_name} is typing…`;
    clearTimeout(this.stillTyping);
    this.stillTyping = setTimeout(() => { byId("typing").textContent = ""; }, TYPING_MILLISECONDS);
  }

  #drawRooms() {
    const held = byId("rooms").contains(document.activeElement);
    byId("rooms").replaceChildren(...this.state.rooms.map((room) => {
      const unread = this.unread.get(room.chat);
      const button = element(
        "button",
        { type: "button", onclick: () => this.enter(room) },
        element("b", {}, room.name),
        element("span", {}, room.hint),
        unread ? element("i", { "aria-label": `${unread} unread` }, String(unread)) : null,
      );
      if (room === this.room) button.setAttribute("aria-current", "true");
      return element("li", {}, button);
    }));
    const current = byId("rooms").querySelector("[aria-current]");
    current.scrollIntoView({ block: "nearest", inline: "nearest" });
    if (held) current.focus();
  }
}

new Page();
