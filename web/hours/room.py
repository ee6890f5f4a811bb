"""The blueprint that the pages about hours and files share."""

from flask import Blueprint

bp = Blueprint("hours", __name__)
