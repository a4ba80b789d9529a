// What people do, as requests to the server of the page.

import { toast } from "./dom.js";

async function checked(response) {
  const body = await response.json().catch(() => ({}));
  if (response.ok) return body;
  toast(body.error || `That did not work (${response.status}).`);
  throw new Error(body.error || `status ${response.status}`);
}

/** Carry out an action: write, edit, press, search or choose. */
export async function act(name, order) {
  const headers = { "Content-Type": "application/json" };
  return checked(await fetch(`/do/${name}`, { method: "POST", headers, body: JSON.stringify(order) }));
}

export async function upload(person, chat, file) {
  const where = new URLSearchParams({ person, chat, name: file.name });
  const headers = { "Content-Type": "application/octet-stream" };
  return checked(await fetch(`/upload?${where}`, { method: "POST", headers, body: await file.arrayBuffer() }));
}

export async function explanation(question) {
  return (await checked(await fetch(`/explanation?${new URLSearchParams({ question })}`))).text;
}

export const fileAddress = (message) =>
  `/file?${new URLSearchParams({ chat: message.chat.id, message: message.message_id })}`;
