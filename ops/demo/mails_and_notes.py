"""What is plain text inside: mails, a web page, minutes, a report and a delivery note."""

from datetime import UTC, datetime, time
from email.message import EmailMessage
from email.policy import default
from email.utils import format_datetime
from pathlib import Path

import blocks
import facts
from blocks import Block
from facts import Day, Person


def gecko_mail(path: Path) -> None:
    message = _mail(facts.HAULIER_DIRECTOR, facts.DIRECTOR, "A passenger in sack 14", facts.GECKO_MAIL_DAY)
    message.set_content(blocks.fill("gecko-mail.txt"), cte="8bit")
    path.write_bytes(message.as_bytes())


def payment_reminder(path: Path) -> None:
    subject = f"Overdue: invoice {facts.OVERDUE.number}"
    message = _mail(facts.CREDIT_CONTROLLER, facts.FINANCE, subject, facts.REMINDER_DAY)
    message.set_content(blocks.fill("reminder-mail.txt"), cte="8bit")
    attachment = f"invoice-{facts.OVERDUE.number}.txt"
    message.add_attachment(blocks.fill("overdue-invoice.txt"), filename=attachment, cte="8bit")
    # The email package would draw one at random.
    message.set_boundary(f"=_{facts.OVERDUE.number}")
    path.write_bytes(message.as_bytes())


def _mail(sender: Person, recipient: Person, subject: str, day: Day) -> EmailMessage:
    message = EmailMessage(policy=default.clone(max_line_length=None))
    message["From"] = f"{sender.name} <{sender.mail}>"
    message["To"] = f"{recipient.name} <{recipient.mail}>"
    message["Subject"] = subject
    message["Date"] = format_datetime(datetime.combine(day, time(8, 40), UTC))
    message["Message-ID"] = f"<{day.isoformat()}.{sender.mail}>"
    return message


def supply_terms(path: Path) -> None:
    _text(path, blocks.fill("supply-terms.html"))


def meeting_minutes(path: Path) -> None:
    _text(path, blocks.fill("meeting-minutes.txt"))


def gecko_report(path: Path) -> None:
    _text(path, blocks.fill("gecko-report.md"))


def delivery_note(path: Path) -> None:
    body = "\n".join(_rtf(block) for block in blocks.read("delivery-note.txt"))
    _text(path, f"{{\\rtf1\\ansi\\deff0{{\\fonttbl{{\\f0 Courier New;}}}}\\f0\\fs22\n{body}\n}}\n")


def _rtf(block: Block) -> str:
    """One block in Rich Text Format. The text must be free of backslashes and braces."""
    if block.kind == "table":
        ends = "".join(f"\\cellx{end}" for end in (1200, 5200, 6600, 8600))
        rows = ("\\cell ".join([*row, ""]) for row in block.rows)
        return "\n".join(f"\\trowd{ends} {row}\\row" for row in rows)
    weight = "\\b\\fs32 " if block.kind == "title" else ""
    return f"{{\\pard {weight}{block.text}\\par}}"


def _text(path: Path, content: str) -> None:
    path.write_text(content, encoding="utf-8", newline="\n")
