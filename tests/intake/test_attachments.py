"""Attachments of mails become members; the text of the mail stays with the mail."""

from __future__ import annotations

import base64
from email.message import EmailMessage
from pathlib import Path

import pytest
from packing import PATIENTS, zipped

CSV = PATIENTS.encode()


def mail(*attachments: tuple[str, bytes], subject: str = "Liste") -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@chu.example", "b@chu.example", subject
    message.set_content("Bonjour,\nci-joint la liste.\n")
    message.add_alternative("<p>Bonjour, ci-joint la liste.</p>", subtype="html")
    for name, content in attachments:
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return message


def raw(disposition: bytes, content: bytes = CSV, kind: bytes = b"text/csv") -> bytes:
    head = b"From: a@chu.example\nTo: b@chu.example\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=B\n\n"
    body = b"--B\nContent-Type: text/plain\n\nBonjour\n--B\nContent-Type: " + kind + b"\n" + disposition
    return head + body + b"Content-Transfer-Encoding: 8bit\n\n" + content + b"\n--B--\n"


def test_attachments_are_members_and_the_body_stays_to_be_read(heap):
    heap.put("x.eml", mail(("liste été.csv", CSV), ("s.zip", zipped(("b.csv", CSV + b"b")))).as_bytes())
    rows = heap.receive()
    assert list(rows) == ["x.eml", "x.eml!/liste été.csv", "x.eml!/s.zip", "x.eml!/s.zip!/b.csv"]
    assert (rows["x.eml"]["container"], rows["x.eml"]["status"]) == (True, "pending")
    assert Path(rows["x.eml!/liste été.csv"]["origin"]).read_bytes() == CSV


def test_a_mail_without_attachment_has_no_member(heap):
    heap.put("x.eml", mail().as_bytes())
    rows = heap.receive()
    assert list(rows) == ["x.eml"]
    assert (rows["x.eml"]["container"], rows["x.eml"]["status"]) == (False, "pending")


def test_attachments_of_a_mailbox_carry_the_number_of_their_message(heap):
    first, second = mail(), mail(("liste.csv", CSV))
    box = b"".join(b"From a@chu.example Tue Feb 13 10:00:00 2024\n" + m.as_bytes() + b"\n\n" for m in (first, second))
    heap.put("x.mbox", box)
    rows = heap.receive()
    assert list(rows) == ["x.mbox", "x.mbox!/message=2/liste.csv"]
    assert (rows["x.mbox"]["media_type"], rows["x.mbox"]["status"]) == ("application/mbox", "pending")


def test_a_mail_in_a_mail_is_opened_in_its_turn(heap):
    outer = mail()
    outer.add_attachment(mail(("liste.csv", CSV), subject="Fwd"))
    heap.put("x.eml", outer.as_bytes())
    rows = heap.receive()
    inner = next(row for row in rows.values() if row["parent"] == "x.eml")
    assert inner["media_type"] == "message/rfc822"
    assert f"{inner['path']}!/liste.csv" in rows


@pytest.mark.parametrize(
    ("header", "name"),
    [
        (b'Content-Disposition: attachment; filename="=?utf-8?q?=C3=A9t=C3=A9.csv?="\n', "été.csv"),
        (b'Content-Disposition: attachment; filename="=?iso-8859-1?B?6XTpLmNzdg==?="\n', "été.csv"),
        (b"Content-Disposition: attachment; filename*=UTF-8''%C3%A9t%C3%A9.csv\n", "été.csv"),
        (b"Content-Disposition: attachment; filename*0*=UTF-8''%C3%A9; filename*1*=t%C3%A9.csv\n", "été.csv"),
        ('Content-Disposition: attachment; filename="été.csv"\n'.encode(), "été.csv"),
        ('Content-Disposition: attachment; filename="été.csv"\n'.encode("cp1252"), "été.csv"),
        (b"Content-Disposition: attachment\n", "part-2"),
        (b'Content-Disposition: inline; filename="../../../etc/evil.csv"\n', "../../../etc/evil.csv"),
        (b'Content-Disposition: attachment; filename="a\n b.csv"\n', "a b.csv"),
        (b"Content-Disposition: attachment; filename*=nul\x00l''%C3%A9.csv\n", "part-2"),
    ],
)
def test_names_of_attachments_are_decoded(heap, header, name):
    heap.put("x.eml", raw(header))
    assert f"x.eml!/{name}" in heap.receive()


def test_an_image_without_a_name_is_a_member(heap):
    heap.put("x.eml", raw(b"", b"\x89PNG\r\n\x1a\n" + bytes(30), b"image/png"))
    assert heap.receive()["x.eml!/part-2"]["media_type"] == "image/png"


def test_a_mail_of_endless_parts_still_has_its_text_read(heap):
    heap.put("x.eml", raw(b"", b"x" * 10).replace(b"text/csv", b"multipart/mixed; boundary=B") + b"--B\n" * 5000)
    rows = heap.receive()
    assert rows["x.eml"]["status"] == "pending"


def test_a_mail_attached_in_base64_is_still_a_mail(heap):
    inner = base64.encodebytes(mail(("liste.csv", CSV)).as_bytes())
    heap.put(
        "x.eml",
        raw(b"Content-Transfer-Encoding: base64\n", inner, b"message/rfc822").replace(
            b"Content-Transfer-Encoding: 8bit\n", b""
        ),
    )
    assert "x.eml!/part-2!/liste.csv" in heap.receive()
