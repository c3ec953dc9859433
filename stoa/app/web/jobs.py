"""The desk's jobs: what runs, what waits, what gave up."""

from typing import Any
from uuid import UUID

import msgspec
from litestar import Request, Response

from stoa.base import backlog, ids
from stoa.base.backlog import Job, NoSuchDeadLetter, Timed, Waiting
from stoa.base.database import Reading, Writing
from stoa.base.http.forms import Form
from stoa.base.http.pages import Page, fragment, framed, go, say, show
from stoa.base.http.panels import Panel
from stoa.base.http.routes import act, page
from stoa.base.http.visits import Visit
from stoa.base.http.waiting import waits
from stoa.base.refusals import Invalid
from stoa.people import audit
from stoa.people.sessions.model import Visitor


class DeadLetter(msgspec.Struct, frozen=True):
    """A job that gave up, as the desk's component shows it."""

    id: UUID
    name: str
    attempts: int
    failed_at: Any
    why: str
    payload: str
    trace: str | None
    about: None = None

    @classmethod
    def of(cls, job: Job) -> "DeadLetter":
        payload = msgspec.json.format(msgspec.json.encode(job.args), indent=2).decode()
        return cls(job.id, job.kind, job.attempt, job.due_at, job.why, payload, job.error)


class JobsPage(Page, template="app/jobs.html"):
    running: list[Job]
    given_up: list[Waiting]
    dead: list[DeadLetter]
    waiting: list[Waiting]
    schedule: list[Timed]


@page("/desk/jobs", may="jobs.manage")
async def overview(request: Request[Any, Any, Any], read: Reading, visit: Visit) -> Response[str]:
    found = JobsPage(
        running=await backlog.running(read),
        given_up=await backlog.given_up(read),
        dead=[DeadLetter.of(job) for job in await backlog.dead(read)],
        waiting=await backlog.waiting(read),
        schedule=await backlog.schedule(read),
        frame=await framed(read, visit),
    )
    return show(request, found, title=say(request, "desk-jobs"))


@page("/desk/jobs/running", may="jobs.manage")
async def running(request: Request[Any, Any, Any], read: Reading) -> Response[str]:
    return fragment(request, "app/_running.html", running=await backlog.running(read))


@act("/desk/jobs/{job_id:str}", may="jobs.manage")
async def decide(request: Request[Any, Any, Any], tx: Writing, visitor: Visitor, job_id: str) -> Response[Any]:
    """Try a job again that gave up, or throw it away."""
    form = await Form.of(request)
    verb = form.choice("do", ["retry", "discard"])
    if form.errors:
        raise Invalid(list(form.errors.values()))
    try:
        about = UUID(job_id)
    except ValueError:
        raise NoSuchDeadLetter from None
    kind = await (backlog.discard if verb == "discard" else backlog.retry)(tx, about)
    await audit.note(tx, visitor, f"jobs.{verb}", about, {"job": kind})
    return go(request, "/desk/jobs")


@act("/desk/jobs", may="jobs.manage")
async def decide_all(request: Request[Any, Any, Any], tx: Writing, visitor: Visitor) -> Response[Any]:
    """Try all of a kind again that gave up, or throw them away."""
    form = await Form.of(request)
    verb = form.choice("do", ["retry", "discard"])
    kind = form.text("kind", most=100)
    if form.errors:
        raise Invalid(list(form.errors.values()))
    count = await (backlog.discard_all if verb == "discard" else backlog.retry_all)(tx, kind)
    await audit.note(tx, visitor, f"jobs.{verb}_all", ids.new(), {"job": kind, "count": count})
    return go(request, "/desk/jobs")


waits("/desk/jobs", Panel("select count(*) from base.job where state = 'dead'", int))

HANDLERS = [overview, running, decide, decide_all]
