"""What moderation does when it hears of itself: it tells authors and reporters what was decided about theirs, and why."""

from stoa.base.database import Writing
from stoa.base.events import reaction
from stoa.community.moderation import telling
from stoa.community.moderation.model import AppealDecided, BiasFound, PieceDecided, ReportAnswered, ReportTaken
from stoa.community.moderation.report_model import AppealId, ReportId


@reaction(PieceDecided)
async def tell_the_author(tx: Writing, event: PieceDecided) -> None:
    if event.changed:
        await telling.decided(tx, event.decision)


@reaction(ReportTaken)
async def confirm_a_report(tx: Writing, event: ReportTaken) -> None:
    await telling.report_taken(tx, ReportId(event.about))


@reaction(ReportAnswered)
async def tell_the_reporter(tx: Writing, event: ReportAnswered) -> None:
    await telling.report_answered(tx, ReportId(event.about))


@reaction(AppealDecided)
async def tell_of_the_second_look(tx: Writing, event: AppealDecided) -> None:
    await telling.appeal_decided(tx, AppealId(event.about))


@reaction(BiasFound)
async def tell_the_admins_of_bias(tx: Writing, event: BiasFound) -> None:
    await telling.bias_found(tx, event.kind)
