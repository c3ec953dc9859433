"""Which variant a buying form means: without scripts the radios may say another than the hidden field."""

from stoa.base.database import Reading
from stoa.base.http.forms import Form
from stoa.shop.catalog import queries
from stoa.shop.catalog.model import VariantId

PREFIX = "option:"


async def meant(read: Reading, form: Form, variant: VariantId) -> VariantId:
    """Return the variant that the chosen options name; the one of the hidden field where they name none."""
    choices = [value[:80] for name, value in form.typed.items() if name.startswith(PREFIX)]
    return await queries.with_choices(read, variant, choices[:5]) if choices else variant
