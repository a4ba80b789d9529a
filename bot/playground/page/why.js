// An explanation of an answer: the decision in a sentence, and tables of what each word of the question stands for.

import { element } from "./dom.js";

const DECISIONS = { answered: "Answered", unsure: "Not sure", unknown: "Declined" };
const HOW = {
  word: "same word", form: "other form", spelling: "typing error", name: "name", synonym: "synonym", meaning: "near meaning",
};

/** Return the elements for what `ask --json --explain` writes, or for the `problem` of the fact files. */
export function whyElements(record) {
  if (record.problem) return [element("pre", {}, record.problem)];
  const { question, explanation } = record;
  const { understood, traces } = explanation;
  const [best, ...others] = traces.map((trace, index) => factElement(trace, index + 1, record.matches));
  return [
    decision(record),
    understood && understood !== question ? element("p", {}, "Read as: ", element("q", {}, understood)) : null,
    best ? confidence(record) : null,
    best,
    ...others.map((table, index) => folded(table, traces[index + 1])),
  ].filter(Boolean);
}

function decision({ status, confidence: sure, explanation: { rule, traces } }) {
  if (!traces.length) return element("p", { className: "decision" }, element("b", {}, "No fact wanted"), `, because ${rule}.`);
  return element("p", { className: "decision" }, element("b", {}, `${DECISIONS[status]} with confidence ${figure(sure)}`), `, because ${rule}.`);
}

function confidence({ confidence: value, explanation: { answered_from: high, unsure_from: low } }) {
  const meter = element("meter", { min: 0, max: 1, low, high, optimum: 1, value, "aria-label": "Confidence" });
  return element("p", { className: "confidence" }, meter, `An answer takes ${figure(high)}, “Did you mean” takes ${figure(low)}.`);
}

function factElement({ id, score, words }, number, matches) {
  const statement = matches.find((match) => match.id === id)?.statement ?? "";
  const head = ["Word", "Matched in the fact", "How", "Weight"].map((name) => element("th", { scope: "col" }, name));
  return element(
    "table",
    {},
    element("caption", {}, element("b", {}, `${number}. ${id}`), ` (${figure(score)}) ${statement}`),
    element("thead", {}, element("tr", {}, ...head)),
    element("tbody", {}, ...words.map(wordElement)),
  );
}

function wordElement({ word, matched, how, weight, nearness }) {
  const near = nearness === null ? "" : ` ${figure(nearness)}`;
  return element(
    "tr",
    { className: matched === null ? "unmatched" : "" },
    element("th", { scope: "row" }, word),
    element("td", {}, matched ?? "nothing"),
    element("td", {}, how === null ? "" : `${HOW[how]}${near}`),
    element("td", {}, figure(weight)),
  );
}

/** Create a table that is shown on request, under a summary. */
function folded(table, { id, score }) {
  return element("details", { className: "other-fact" }, element("summary", {}, `${id} (${figure(score)})`), table);
}

const figure = (number) => number.toFixed(2);
