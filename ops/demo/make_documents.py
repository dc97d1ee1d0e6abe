"""Write the demo's documents, and expected.json with what they say.

    python ops/demo/make_documents.py [--to FOLDER]

The same versions of reportlab, python-docx and openpyxl write the same bytes.
"""

import argparse
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import agreements
import facts
import invoices
import mails_and_notes
import office_files
import spoiled_files
from facts import Agreement, Day, Invoice

#: A fact as expected.json has it: text, a list of texts, or null where the document does not say.
Value = str | list[str] | None
Known = dict[str, Value]

FIELDS = (
    "headline",
    "parties",
    "document_date",
    "effective_date",
    "notice_period",
    "governing_law",
    "renews_automatically",
    "invoice_number",
    "due_date",
    "total_due",
    "payment_overdue",
)


@dataclass(frozen=True)
class DemoDocument:
    """`known` holds what the document says; `error` is the class of the error with which it is quarantined."""

    path: str
    write: Callable[[Path], None]
    known: Known | None = None
    error: str | None = None


def _agreement(headline: str, agreement: Agreement) -> Known:
    return {
        "headline": headline,
        "parties": list(agreement.parties),
        "document_date": agreement.dated.isoformat(),
        "effective_date": agreement.effective.isoformat(),
        "notice_period": agreement.notice,
        "governing_law": agreement.law,
        "renews_automatically": None if agreement.renews is None else ("yes" if agreement.renews else "no"),
    }


def _invoice(headline: str, invoice: Invoice) -> Known:
    return {
        "headline": headline,
        "document_date": invoice.dated.isoformat(),
        "invoice_number": invoice.number,
        "due_date": invoice.due.isoformat(),
        "total_due": invoice.total.known,
    }


def _dated(headline: str, day: Day, **more: Value) -> Known:
    return {"headline": headline, "document_date": day.isoformat(), **more}


def _overdue(headline: str, day: Day, **more: Value) -> Known:
    return _dated(headline, day, payment_overdue="yes", **more)


_OVERDUE_INVOICE: Known = {
    "invoice_number": facts.OVERDUE.number,
    "due_date": facts.OVERDUE.due.isoformat() if facts.OVERDUE.due else None,
    "total_due": facts.OVERDUE.amount.known,
}

DOCUMENTS = (
    DemoDocument(
        "contracts/logistics-services-agreement.pdf",
        agreements.services_agreement,
        _agreement("Logistics services agreement between a coffee roaster and a haulier", facts.SERVICES),
    ),
    DemoDocument(
        "contracts/logistics-services-amendment-1.docx",
        office_files.amendment,
        _agreement("Amendment of the logistics services agreement with new fees", facts.AMENDMENT),
    ),
    DemoDocument(
        "contracts/lantern-wharf-lease.pdf",
        agreements.lease,
        _agreement("Lease of a coffee roastery at Lantern Wharf for ten years", facts.LEASE),
    ),
    DemoDocument(
        "contracts/grindlewick-nda.pdf",
        agreements.nda,
        _agreement("Mutual non-disclosure agreement about a small electric roaster", facts.NDA),
    ),
    DemoDocument(
        "contracts/quimbral-supply-terms.html",
        mails_and_notes.supply_terms,
        # Terms for anybody who orders: the parties are not named.
        {**_agreement("Terms of supply for green coffee", facts.SUPPLY_TERMS), "parties": None},
    ),
    DemoDocument(
        "invoices/marrow-quay-MQ-2026-0931.pdf",
        invoices.haulage,
        _invoice("Invoice for logistics services in September 2026", facts.HAULAGE_INVOICE),
    ),
    DemoDocument(
        "invoices/brindlemoor-energy-2026-09.pdf",
        invoices.energy,
        _invoice("Electricity bill for September 2026", facts.ENERGY_INVOICE),
    ),
    DemoDocument(
        "invoices/grindlewick-GW-26-1187.pdf",
        invoices.repair,
        _invoice("Invoice for the repair of the drum roaster Old Marjorie", facts.REPAIR_INVOICE),
    ),
    DemoDocument(
        "invoices/harbour-finch-HF-10482.pdf",
        invoices.coffee,
        _invoice("Invoice for coffee and barista training", facts.COFFEE_INVOICE),
    ),
    DemoDocument("invoices/scan-2026-09-28-damaged.pdf", spoiled_files.damaged_pdf, error="FileCorrupt"),
    DemoDocument(
        "invoices/pellow-drake-statement.xlsx",
        office_files.statement_of_account,
        _overdue(
            "Statement of account of a packaging supplier",
            facts.STATEMENT_DAY,
            total_due=facts.ACCOUNT_BALANCE.known,
        ),
    ),
    DemoDocument(
        "mails/payment-reminder.eml",
        mails_and_notes.payment_reminder,
        _overdue("Reminder to pay an overdue invoice", facts.REMINDER_DAY, **_OVERDUE_INVOICE),
    ),
    DemoDocument(
        "mails/passenger-in-sack-14.eml",
        mails_and_notes.gecko_mail,
        _dated("A gecko was found in a sack of coffee", facts.GECKO_MAIL_DAY),
    ),
    DemoDocument(
        "office/employment-letter-oakes.docx",
        office_files.employment_letter,
        _agreement("Offer of employment as green coffee buyer", facts.EMPLOYMENT),
    ),
    DemoDocument(
        "office/expenses-policy.docx",
        office_files.expenses_policy,
        _dated(
            "Policy for travel and expenses",
            facts.POLICY_DAY,
            effective_date=facts.POLICY_EFFECTIVE.isoformat(),
        ),
    ),
    DemoDocument(
        "office/management-meeting-2026-10-08.txt",
        mails_and_notes.meeting_minutes,
        # The minutes name two invoices, so there is no one invoice number.
        _overdue("Minutes of the management meeting", facts.MEETING_DAY),
    ),
    DemoDocument(
        "office/incident-report-gecko.md",
        mails_and_notes.gecko_report,
        _dated("Incident report about a gecko in a coffee sack", facts.REPORT_DAY),
    ),
    DemoDocument(
        "office/delivery-note-DN-5521.rtf",
        mails_and_notes.delivery_note,
        _dated("Delivery note for 20 sacks of green coffee", facts.DELIVERY_DAY),
    ),
    DemoDocument(
        "office/green-coffee-stock.csv",
        office_files.green_coffee_stock,
        {"headline": "List of green coffee in stock"},
    ),
    DemoDocument("office/board-pay-review.pdf", spoiled_files.encrypted_pdf, error="FileEncrypted"),
)


def expected() -> dict[str, object]:
    """The content of expected.json."""
    documents: dict[str, object] = {}
    for document in sorted(DOCUMENTS, key=lambda document: document.path):
        if document.known is None:
            documents[document.path] = {"error": document.error}
        else:
            documents[document.path] = {"fields": {field: document.known.get(field) for field in FIELDS}}
    return {"questionnaire": "questions.yaml", "documents": documents}


def main() -> None:
    here = Path(__file__).parent
    parser = argparse.ArgumentParser(description="Write the demo's documents and what they say.")
    parser.add_argument("--to", type=Path, default=here, help="the folder for documents/ and expected.json")
    folder = parser.parse_args().to
    for document in DOCUMENTS:
        path = folder / "documents" / document.path
        path.parent.mkdir(parents=True, exist_ok=True)
        document.write(path)
    content = json.dumps(expected(), indent=2, ensure_ascii=False) + "\n"
    (folder / "expected.json").write_text(content, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
