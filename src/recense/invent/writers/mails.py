"""Mails: one in a file, or many in a box, with lists attached. The names in their headers are mentions too."""

from __future__ import annotations

import datetime as dt
import mimetypes
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import format_datetime
from typing import TYPE_CHECKING

from recense.invent.noise import strip_accents
from recense.invent.truth import Mention

if TYPE_CHECKING:
    from pathlib import Path

    from recense.invent.letters import Letter, LetterContext


@dataclass
class Message:
    """One mail before it is written."""

    mail: EmailMessage
    charset: str
    attachments: list[tuple[str, Path]] = field(default_factory=list)

    def attach(self, name: str, source: Path) -> None:
        """Attach a file that is already made."""
        self.attachments.append((name, source))


def make_message(letter: Letter, context: LetterContext) -> tuple[Message, list[Mention]]:
    """Make the mail of a letter, from one of the staff to another; return the mentions that its headers add."""
    rng = context.rng
    sender = context.told["doctor"].person if "doctor" in context.told else rng.choice(context.staff)
    recipient = rng.choice([p for p in context.staff[:200] if p != sender] or context.staff)
    mail = EmailMessage()
    mail["From"] = _address(context, sender)
    mail["To"] = _address(context, recipient)
    mail["Date"] = format_datetime(
        dt.datetime(context.date.year, context.date.month, context.date.day, 9, 12, tzinfo=dt.UTC)
    )
    mail["Subject"] = letter.subject or "Information"
    mail["Message-ID"] = f"<{rng.randrange(10**12)}@exemple.fr>"
    charset = rng.choice(("utf-8", "utf-8", "iso-8859-15"))
    text = "\n".join(letter.paragraphs) + "\n"
    if charset != "utf-8":
        text = text.encode(charset, "replace").decode(charset)
    mail.set_content(text, charset=charset, cte=rng.choice(("8bit", "quoted-printable", "base64")))
    if rng.random() < 0.3:
        mail.add_alternative(
            "<html><body>" + "<br>".join(letter.paragraphs) + "</body></html>", subtype="html", cte="quoted-printable"
        )
    return Message(mail, charset), [m for p in {sender: None, recipient: None} if (m := _named(letter, context, p))]


def _address(context: LetterContext, person: int) -> str:
    population = context.population
    name = f"{population.used[person].upper()} {population.given[person]}"
    return f'"{name}" <{population.email[person] or strip_accents(population.used[person]).lower() + "@ch.exemple.fr"}>'


def _named(letter: Letter, context: LetterContext, person: int) -> Mention | None:
    """Return the mention of somebody in the headers, or complete the one that the letter already holds."""
    population = context.population
    for mention in letter.mentions:
        if mention.person == person:
            mention.given_names = mention.given_names or (population.given[person],)
            mention.categories = tuple({*mention.categories, "contact"})
            return None
    return Mention(
        person,
        population.used[person].upper(),
        None,
        (population.given[person],),
        categories=("identity", "contact", "staff"),
        role="staff",
        slot=1,
    )


def write_mail(path: Path, messages: list[Message], *, mbox: bool) -> None:
    """Write one mail, or a box of them."""
    parts: list[bytes] = []
    for number, message in enumerate(messages):
        for name, source in message.attachments:
            guessed = mimetypes.guess_type(name)[0] or "application/octet-stream"
            main, _, sub = guessed.partition("/")
            message.mail.add_attachment(source.read_bytes(), maintype=main, subtype=sub, filename=name)
        if message.mail.is_multipart():
            message.mail.set_boundary(f"=-limite-{number:05d}")
            _name_inner_boundaries(message.mail, number)
        data = message.mail.as_bytes()
        if mbox:
            quoted = b"\n".join(b">" + line if line.startswith(b"From ") else line for line in data.split(b"\n"))
            data = b"From expediteur@exemple.fr Fri Jan  5 09:12:00 2024\n" + quoted + b"\n"
        parts.append(data)
    path.write_bytes(b"".join(parts))


def _name_inner_boundaries(mail: EmailMessage, number: int) -> None:
    """Give every multipart a boundary of ours: the library draws its own at random."""
    for depth, part in enumerate(mail.walk()):
        if part.is_multipart() and depth:
            part.set_boundary(f"=-partie-{number:05d}-{depth}")
