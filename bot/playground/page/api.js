// Requests to the server of the page, one for each action of a person.

import { toast } from "./dom.js";

async function checked(response) {
  const body = await response.json().catch(() => ({}));
  if (response.ok) return body;
  toast(body.error || `That did not work (${response.status}).`);
  throw new Error(body.error || `status ${response.status}`);
}

async function post(path, request) {
  const headers = { "Content-Type": "application/json" };
  return checked(await fetch(path, { method: "POST", headers, body: JSON.stringify(request) }));
}

/** Carry out an action: write, edit, press, search or choose. */
export const act = (name, request) => post(`/do/${name}`, request);

export async function upload(person, chat, file) {
  const where = new URLSearchParams({ person, chat, name: file.name });
  const headers = { "Content-Type": "application/octet-stream" };
  return checked(await fetch(`/upload?${where}`, { method: "POST", headers, body: await file.arrayBuffer() }));
}

/** Ask why the last of the questions that a person asked one after the other got its answer. */
export const explanation = (questions) => post("/explanation", { questions });

/** Fetch questions to begin with. */
export const firstQuestions = async () => (await checked(await fetch("/questions"))).questions;

export const fileAddress = (message) =>
  `/file?${new URLSearchParams({ chat: message.chat.id, message: message.message_id })}`;
