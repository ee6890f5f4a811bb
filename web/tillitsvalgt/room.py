"""The blueprint that the pages of the parties share."""

from flask import Blueprint

bp = Blueprint("tillitsvalgt", __name__)
