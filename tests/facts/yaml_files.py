"""Fact files in the many ways in which people write them, for the tests of changing them."""

from typing import Any

from hypothesis import strategies as st

from bot.facts.yaml_reading import read_yaml

BREAKS = st.sampled_from(["\n", "\r\n", "\r"])
SPACES = st.integers(0, 3).map(lambda number: "\n" * number)
COMMENTS = st.sampled_from(["", "  # a remark, with: signs [and] more", " # - no item"])


def value(data: bytes) -> Any:
    document = read_yaml("facts.yaml", data)
    assert document.whole
    assert not document.problems
    return document.value


@st.composite
def files(draw: st.DrawFn) -> str:
    """Fact files in the many ways in which people write them."""
    step, items = draw(st.sampled_from([2, 4])), draw(st.sampled_from([0, 2, 4]))
    key = " " * (items + step)

    def questions(name: str, indent: str) -> str:
        one, two = (
            draw(st.sampled_from(quotes)) for quotes in ((f"{name}1?", f'"{name}: 1"'), (f"{name}2", f"'{name}'"))
        )
        comma = draw(st.sampled_from(["", ","]))
        ways = [
            f"questions: []{draw(COMMENTS)}\n",
            f"questions: [{one}, {two}]{draw(COMMENTS)}\n",
            f"questions: [{one},\n{indent}  {two}]\n",
            f"questions: [\n{indent}  {one},{draw(COMMENTS)}\n{indent}  {two}{comma}\n{indent}]\n",
            f"questions:\n{indent}- {one}{draw(COMMENTS)}\n{draw(SPACES)}{indent}- {two}\n",
            f"questions:\n{indent}   -   {one}\n{indent}# between\n{indent}   -   |-\n{indent}        {name}\n\n",
            f"questions:{draw(COMMENTS)}\n{indent}  - {one}\n{indent}  - >+\n{indent}    {name}\n\n\n",
        ]
        return draw(st.sampled_from(ways if name != "n" else ways[1:]))

    def fact(name: str) -> str:
        quote = draw(
            st.sampled_from(
                ["it stands", '"it: stands"', f"it\n{key}  stands", f"|\n{key}  it stands\n", ">+\n" + key + "  it\n\n"]
            )
        )
        lines = [f"{' ' * items}-{' ' * (step - 1)}id: {name}{draw(COMMENTS)}\n", f"{key}statement: It stands.\n"]
        lines.append(f"{key}quote: {quote}\n")
        if draw(st.booleans()):
            lines.insert(draw(st.integers(1, 3)), f"{key}{questions(name, key)}")
        if draw(st.booleans()):
            lines.insert(
                draw(st.integers(1, 3)), f"{key}see: {draw(st.sampled_from(['[a]', '[a, b]']))}{draw(COMMENTS)}\n"
            )
        return "".join(lines) + draw(SPACES) + draw(st.sampled_from(["", "# between facts\n"]))

    text = "version: 1\nsource:\n  title: A title\n" + draw(SPACES) + "facts:\n" + fact("a") + fact("b")
    if draw(st.booleans()):
        reply = draw(st.sampled_from(["", f"{key}reply: Nothing.{draw(COMMENTS)}\n"]))
        text += f"not_covered:\n{' ' * items}-{' ' * (step - 1)}{questions('n', key)}{reply}"
    text += draw(st.sampled_from(["", "\n# the end", "\n\n"]))
    stripped = text.rstrip("\n")
    if draw(st.booleans()) and value(stripped.encode()) == value(f"{stripped}\n".encode()):
        text = stripped
    return draw(st.sampled_from(["", "\ufeff"])) + text.replace("\n", draw(BREAKS))
