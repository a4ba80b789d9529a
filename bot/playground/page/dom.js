// Elements in one call, and the few places of the page that everybody needs.

export const byId = (id) => document.getElementById(id);

/** An element with properties (`on…` are listeners, `aria-…` and `role` attributes) and children. */
export function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (key.startsWith("aria-") || key === "role" || key.startsWith("data-")) made.setAttribute(key, value);
    else made[key] = value;
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

let hiding;

/** A short word to the person, as Telegram shows the answer to a tap. */
export function toast(text) {
  const place = byId("toast");
  place.textContent = text;
  clearTimeout(hiding);
  hiding = setTimeout(() => { place.textContent = ""; }, 4000);
}
