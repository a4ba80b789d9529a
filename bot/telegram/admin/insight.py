"""Why an answer is what it is, what the facts are, and how the bot does."""

import asyncio

from bot.chats.turns import explain_after
from bot.evaluation.fares import fares
from bot.evaluation.self_test import review
from bot.facts.loading import Loaded
from bot.facts.problems import Problem, did_you_mean
from bot.telegram.admin import insight_texts as texts
from bot.telegram.admin.files import AdminRequest
from bot.telegram.admin.insight_page import check_page, fact_page, facts_page, why_page
from bot.telegram.admin.listing import line_page
from bot.telegram.admin.services import AdminServices
from bot.telegram.admin.stats_page import stats_page

DAYS = 14
"""Days that /stats shows: two weeks are a screen."""


async def why(admin: AdminServices, action: AdminRequest) -> None:
    """Explain the answer to a question, or the question or answer that the admin replied to."""
    answerer = admin.live.knowledge.answerer
    question = action.words or (action.replied_to.question if action.replied_to else "")
    if question:
        admin.send(action.place, why_page(await asyncio.to_thread(answerer.explain, question)))
    elif action.replied_to is None:
        admin.send(action.place, line_page(texts.WHY_USAGE))
    else:
        asked = admin.services.dialogue.asked_by_answer(action.place.chat, action.replied_to.message)
        if asked is None:
            admin.send(action.place, line_page(texts.WHY_FORGOTTEN))
            return
        explanation = await asyncio.to_thread(explain_after, answerer, asked.question, asked.before)
        admin.send(action.place, why_page(explanation))


async def list_facts(admin: AdminServices, action: AdminRequest) -> None:
    """One page of the facts."""
    admin.send(action.place, facts_page(admin.live.knowledge.answerer.base, action.number), action.into)


async def fact(admin: AdminServices, action: AdminRequest) -> None:
    """Everything of one fact."""
    answerer = admin.live.knowledge.answerer
    found = answerer.base.by_id.get(action.words)
    if found is not None:
        asked = await asyncio.to_thread(lambda: tuple(fares(found, answerer)))
        place = await asyncio.to_thread(_place, admin, found.id)
        admin.send(action.place, fact_page(found, place, asked))
    elif action.words:
        hint = did_you_mean(action.words, answerer.base.by_id)
        admin.send(action.place, line_page(texts.no_fact(action.words, hint)))
    else:
        admin.send(action.place, line_page(texts.FACT_USAGE))


async def check(admin: AdminServices, action: AdminRequest) -> None:
    """What is wrong with the files, or could be better."""
    admin.show_work(action.place)
    loaded, problems = await asyncio.to_thread(_checked, admin)
    admin.send(action.place, check_page(problems, broken=loaded.base is None))


async def stats(admin: AdminServices, action: AdminRequest) -> None:
    """How much is asked, and what became of the files."""
    days = await asyncio.to_thread(admin.insight.counts.latest, DAYS)
    versions = await asyncio.to_thread(admin.desk.versions)
    admin.send(action.place, stats_page(days, (admin.live.reloads, admin.live.failures), versions))


def _checked(admin: AdminServices) -> tuple[Loaded, tuple[Problem, ...]]:
    loaded = admin.live.files().parsed()
    if loaded.base is None:
        return loaded, loaded.errors
    return loaded, (*loaded.problems, *review(loaded, admin.live.knowledge.answerer))


def _place(admin: AdminServices, fact_id: str) -> str:
    """The file and line of a fact, as the files are now."""
    for part in admin.live.files().parsed().parts:
        for path, known in part.fact_ids():
            if known == fact_id:
                return part.place(path)
    return "no file any more"
