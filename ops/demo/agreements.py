"""The three agreements that are PDFs: the services agreement, the lease and the non-disclosure agreement."""

from pathlib import Path

import blocks
import facts
import pdf_layout
from pdf_layout import Look
from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, HRFlowable, Paragraph, Spacer


def services_agreement(path: Path) -> None:
    signers = ((facts.ROASTERS.name, facts.DIRECTOR), (facts.HAULIER.name, facts.HAULIER_DIRECTOR))
    places = {
        "cover": _services_cover,
        "signatures": lambda look: pdf_layout.signatures(look, signers, facts.SERVICES.dated),
    }
    look = Look(size=11.5, leading=17)
    story = pdf_layout.story(blocks.read("services-agreement.txt"), look, places)
    # The title stands in the middle of the cover page.
    story = [Spacer(0, 70 * mm), Paragraph("Logistics Services Agreement", _cover_style(look, 28)), *story[1:]]
    footer = f"Logistics Services Agreement, {facts.ROASTERS.name} and {facts.HAULIER.name}"
    pdf_layout.save(path, "Logistics Services Agreement", facts.ROASTERS.name, story, footer)


def _cover_style(look: Look, size: float) -> ParagraphStyle:
    return look.style(fontName=look.bold, fontSize=size, leading=size * 1.3, alignment=TA_CENTER, spaceAfter=12)


def _services_cover(look: Look) -> list[Flowable]:
    plain = look.style(fontSize=13, leading=22, alignment=TA_CENTER)
    return [
        HRFlowable(width="35%", thickness=1.2, color=pdf_layout.INK, spaceBefore=6, spaceAfter=26),
        Paragraph("between", plain),
        Paragraph(facts.ROASTERS.name.replace("&", "&amp;"), _cover_style(look, 15)),
        Paragraph("and", plain),
        Paragraph(facts.HAULIER.name, _cover_style(look, 15)),
        Spacer(0, 20 * mm),
        Paragraph(f"Dated {facts.SERVICES.dated}", plain),
    ]


def lease(path: Path) -> None:
    signers = ((facts.LANDLORD.name, facts.LANDLORD_PARTNER), (facts.ROASTERS.name, facts.DIRECTOR))
    places = {"signatures": lambda look: pdf_layout.signatures(look, signers, facts.LEASE.dated)}
    look = Look(size=11.5, leading=17, centred=True)
    story = pdf_layout.story(blocks.read("lease.txt"), look, places)
    pdf_layout.save(path, "Lease of Unit 4, Lantern Wharf", facts.LANDLORD.name, story, facts.LANDLORD.address)


def nda(path: Path) -> None:
    signers = ((facts.ROASTERS.name, facts.DIRECTOR), (facts.MACHINE_MAKER.name, facts.MACHINE_DIRECTOR))
    places = {"signatures": lambda look: pdf_layout.signatures(look, signers, facts.NDA.dated)}
    look = Look("Helvetica", size=9.5, leading=13.5, accent=HexColor("#8a1c1c"))
    story = pdf_layout.story(blocks.read("nda.txt"), look, places)
    pdf_layout.save(path, "Mutual Non-Disclosure Agreement", facts.MACHINE_MAKER.name, story, "Strictly confidential")
