"""The blueprint that the pages of the vikarsentral share."""

from flask import Blueprint

bp = Blueprint("coordinator", __name__)
