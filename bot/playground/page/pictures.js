// Icons of buttons, and round pictures of people and chats.

import { element } from "./dom.js";

const SPACE = "http://www.w3.org/2000/svg";
const PATHS = {
  attach: "M20 11.5l-8.2 8.2a5.2 5.2 0 0 1-7.4-7.4l8.5-8.5a3.5 3.5 0 0 1 5 5l-8.4 8.4a1.7 1.7 0 0 1-2.5-2.5l7.8-7.7",
  close: "M6 6l12 12M18 6L6 18",
  down: "M6 9l6 6 6-6",
  edit: "M4 20l1-5L16 4l4 4L9 19z",
  file: "M6 3h8l5 5v13H6zM14 3v5h5",
  menu: "M4 7h16M4 12h16M4 17h16",
  reply: "M10 5L4 11l6 6M4 11h9c4 0 7 3 7 7",
  send: "M12 20V5M5 12l7-7 7 7",
  ticks: "M2 13l4 4L15 7M11 17L21 7",
};

/** Create an icon in the colour of the text around it, hidden from screen readers: its parent has the label. */
export function icon(name) {
  const drawing = document.createElementNS(SPACE, "svg");
  const path = document.createElementNS(SPACE, "path");
  for (const [key, value] of [["viewBox", "0 0 24 24"], ["class", `icon ${name}`], ["aria-hidden", "true"]]) drawing.setAttribute(key, value);
  path.setAttribute("d", PATHS[name]);
  drawing.append(path);
  return drawing;
}

export const botPicture = () => element("img", { className: "picture", src: "/page/icon.svg", alt: "" });

/** Create a circle with the initials of a name, in a colour that depends on the name. */
export function initials(name) {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], ...words.slice(1).slice(-1)].map((word) => [...word].slice(0, 1).join("").toUpperCase()).join("");
  return tinted(element("span", { className: "picture", "aria-hidden": "true" }, letters), name);
}

/** Set the colour that depends on a name, and return the element. */
export function tinted(made, name) {
  const sum = [...name].reduce((before, letter) => before + letter.codePointAt(0), 0);
  made.style.setProperty("--hue", String((sum * 67) % 360));
  return made;
}
