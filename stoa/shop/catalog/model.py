"""The nouns of catalog."""

from typing import NewType
from uuid import UUID

ProductId = NewType("ProductId", UUID)
VariantId = NewType("VariantId", UUID)
CategoryId = NewType("CategoryId", UUID)
CollectionId = NewType("CollectionId", UUID)
PictureId = NewType("PictureId", UUID)
