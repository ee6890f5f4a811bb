"""The HTTP API `/api/v1`: the same actions, refusals and rules as the pages, as JSON.

`parsing` and `fields` read strictly, `guard` lets in, `errors` answers refusals, one module per
stage holds the resources, `examples` what the OpenAPI document shows of each.

Source: contract 5.
"""

from web.api.document import install

__all__ = ["install"]
