// The state of the page: rooms, messages by chat, commands. It follows the stream of events and calls its listeners.

export class State extends EventTarget {
  constructor() {
    super();
    this.forget();
  }

  forget() {
    this.rooms = [];
    this.bot = {};
    this.ready = false;
    this.chats = new Map();
    this.commands = new Map();
    this.description = "";
  }

  messages(chat) {
    if (!this.chats.has(chat)) this.chats.set(chat, new Map());
    return this.chats.get(chat);
  }

  /** Return the commands of a room, by the narrowest scope that has some. */
  commandsOf(room) {
    const general = room.chat > 0 ? "all_private_chats" : "all_group_chats";
    return this.commands.get(`chat ${room.chat}`) ?? this.commands.get(general) ?? this.commands.get("default") ?? [];
  }

  follow(address) {
    const events = new EventSource(address);
    const on = (name, take) => events.addEventListener(name, (event) => {
      const body = JSON.parse(event.data);
      take(body);
      this.dispatchEvent(new CustomEvent(name, { detail: body }));
    });
    on("hello", (body) => { this.forget(); Object.assign(this, body); });
    on("message", (body) => this.messages(body.chat.id).set(body.message_id, body));
    on("gone", (body) => this.messages(body.chat).delete(body.message));
    on("call", (body) => this.#takeCall(body));
    on("ready", () => { this.ready = true; });  // what came before has happened before this page was opened
    on("update", () => {});
    on("log", () => {});
    events.addEventListener("error", () => this.dispatchEvent(new CustomEvent("lost")));
  }

  #takeCall({ method, parameters, answer }) {
    if (!answer?.ok) return;
    if (method === "setMyCommands" && !parameters.language_code) {
      const scope = parameters.scope ?? { type: "default" };
      this.commands.set(scope.chat_id ? `chat ${scope.chat_id}` : scope.type, parameters.commands);
    }
    if (method === "setMyDescription" && !parameters.language_code) this.description = parameters.description;
    if (method === "setMyName" && !parameters.language_code && parameters.name) this.bot.first_name = parameters.name;
  }
}
