// The page: the list of rooms, the chat of the open one, and what connects the parts.

import { act, firstQuestions } from "./api.js";
import { Composer } from "./composer.js";
import { byId, element, toast } from "./dom.js";
import { messageElement } from "./messages.js";
import { Panel } from "./panel.js";
import { botPicture, icon, initials } from "./pictures.js";
import { State } from "./state.js";
import { followViewport } from "./viewport.js";

const GAP = 8;
const SETTLING_MILLISECONDS = 300;
const TYPING_MILLISECONDS = 5000;

class Page {
  state = new State();
  room = null;
  unread = new Map();
  presses = new Set();
  #rests = true;

  constructor() {
    document.querySelectorAll("[data-icon]").forEach((place) => place.prepend(icon(place.dataset.icon)));
    followViewport();
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
    const log = byId("log");
    log.addEventListener("scroll", () => { this.#rests = log.scrollTop >= this.#resting() - GAP; });
    new ResizeObserver(() => {
      if (this.#rests) log.scrollTop = Math.max(log.scrollTop, this.#resting());
    }).observe(log);
  }

  /** Open a room; a private chat without messages shows the bot's profile, as Telegram does. */
  enter(room, text = "") {
    this.room = room;
    this.unread.delete(room.chat);
    this.#drawHead();
    byId("typing").textContent = "";
    this.panel.giveWay();
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
    if (!shown.length && this.room.chat > 0 && this.state.ready) shown.push(this.#card());
    if (this.room.tip) shown.unshift(element("p", { className: "service tip" }, this.room.tip));
    log.replaceChildren(...shown);
    log.setAttribute("aria-busy", "false");
    if (held) log.focus();
    this.#rest();
  }

  /** Follow a deep link: open the private chat of the person who speaks, and send /start with the payload. */
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

  /** Create the card of an empty chat: the bot's profile, and questions to begin with. */
  #card() {
    const say = (text) => {
      byId("log").focus();  // and not where one writes, for that would bring up the keyboard of a phone
      return this.composer.say(text);
    };
    const questions = element("div", { className: "questions", role: "group", "aria-label": "What to ask first" });
    firstQuestions().then((texts) => questions.replaceChildren(
      ...texts.map((text) => element("button", { type: "button", onclick: () => say(text) }, text)),
    )).catch(() => {});  // without them one still writes
    return element(
      "section",
      { className: "card", "aria-label": "About the bot" },
      botPicture(),
      element("h3", {}, this.state.bot.first_name),
      element("p", {}, this.state.description || "The bot is starting…"),
      questions,
      element("button", { type: "button", className: "start", onclick: () => say("/start") }, "Start"),
    );
  }

  #nameOf(room) {
    return room.chat > 0 ? this.state.bot.first_name : room.name;
  }

  #drawHead() {
    byId("room-picture").replaceChildren(this.#pictureOf(this.room));
    byId("room-name").textContent = this.#nameOf(this.room);
    byId("room-hint").textContent = this.room.hint;
  }

  #pictureOf(room) {
    return room.chat > 0 ? botPicture() : initials(room.name);
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
    if (before) {
      const held = before.contains(document.activeElement);
      before.replaceWith(made);
      if (held) (made.querySelector(".keyboard button") ?? log).focus();
    } else {
      log.querySelector(".card")?.remove();
      log.append(made);
    }
    if (message.from?.id === this.state.bot.id) byId("typing").textContent = "";
    if (made === log.lastElementChild) this.#rest();
  }

  /** Return where the log comes to rest: at its end, but not past the beginning of the newest message. */
  #resting() {
    const log = byId("log");
    return Math.min(log.scrollHeight - log.clientHeight, (log.lastElementChild?.offsetTop ?? 0) - GAP);
  }

  /** Scroll to the newest message, and again when the height of its quotes is known. */
  #rest() {
    const log = byId("log");
    const scroll = () => { log.scrollTop = this.#resting(); };
    const growing = new ResizeObserver(scroll);
    [...log.children].slice(-3).forEach((child) => growing.observe(child));
    setTimeout(() => growing.disconnect(), SETTLING_MILLISECONDS);
    scroll();
  }

  async #press(message, data) {
    const request = { person: this.composer.speaker, chat: this.room.chat, message: message.message_id, data };
    this.presses.add((await act("press", request)).query);
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
    if (["setMyDescription", "setMyName"].includes(method) && this.state.ready) this.#drawProfile();
    if (method === "answerCallbackQuery") {
      document.querySelectorAll("[aria-busy=true]").forEach((button) => button.removeAttribute("aria-busy"));
      if (parameters.text && this.presses.delete(parameters.callback_query_id)) {
        if (parameters.show_alert) window.alert(parameters.text);
        else toast(parameters.text);
      }
    }
  }

  #drawProfile() {
    this.#drawHead();
    this.#drawRooms();
    if (byId("log").querySelector(".card")) this.redraw();
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
        this.#pictureOf(room),
        element("b", {}, this.#nameOf(room)),
        element("span", { className: "kind" }, room.kind),
        element("span", { className: "hint" }, room.hint),
        unread ? element("i", { "aria-label": `${unread} unread` }, String(unread)) : null,
      );
      if (room === this.room) button.setAttribute("aria-current", "true");
      return element("li", {}, button);
    }));
    if (held) byId("rooms").querySelector("[aria-current]").focus();
  }
}

new Page();
