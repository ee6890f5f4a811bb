"""Rows for push messages: where a person's browsers can be reached."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from vikarsentral.db.base import Base
from vikarsentral.tables.columns import Id


class PushSubscription(Base):
    """Hold one browser that shows messages to one person; gone when its service says so.

    `endpoint` is the browser's address at its push service, `p256dh` and `auth` are the keys a
    message is sealed with, so that the service cannot read it.

    Source: RFC 8030, RFC 8291.
    """

    __tablename__ = "push_subscription"

    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    endpoint: Mapped[str] = mapped_column(Text, unique=True)
    p256dh: Mapped[str] = mapped_column(String(100))
    auth: Mapped[str] = mapped_column(String(40))
    agent: Mapped[str | None] = mapped_column(String(60))
    created_at: Mapped[datetime]
    last_sent_at: Mapped[datetime | None]
