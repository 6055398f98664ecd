"""What both doors to a handout share: the file, and the way around it where no PDF can be made."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from clinic.queries.handout import Handout
from clinic.reports import handout_pdf
from clinic.reports.handout import document_of


def file_of(handout: Handout) -> HttpResponse:
    """The PDF to keep or to print; its name says nothing of a person."""
    headers = {"Content-Disposition": 'attachment; filename="routine-handout.pdf"'}
    pdf = handout_pdf.pdf_of(document_of(handout))
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


def page_instead(request: HttpRequest, name: str, *words: object) -> HttpResponse:
    """The way to the page that is printed, with the reason."""
    messages.info(request, _("No PDF can be made here. Print this page."))
    return redirect(name, *words)
