"""The room itself: one blueprint for all of its pages."""

from flask import Blueprint

bp = Blueprint("admin", __name__)
