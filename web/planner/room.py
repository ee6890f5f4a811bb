"""The blueprint that the spend pages share."""

from flask import Blueprint

bp = Blueprint("planner", __name__)
