"""Makes the shop's database and pictures in OSCAR_FOLDER, always the same ones.
Never asks anybody for anything: pictures are painted here."""

import io
import os
import sys
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
os.environ["DJANGO_SETTINGS_MODULE"] = "shop.settings"

import django  # noqa: E402

django.setup()

from django.conf import settings  # noqa: E402
from django.core.files.base import ContentFile  # noqa: E402
from django.core.management import call_command  # noqa: E402
from oscar.core.loading import get_model  # noqa: E402
from PIL import Image, ImageDraw  # noqa: E402

from shop.goods import SHELVES  # noqa: E402


def picture(colour, number):
    """A plain field with one stripe for each place on the shelf, as PNG bytes."""
    image = Image.new("RGB", (480, 360), colour)
    draw = ImageDraw.Draw(image)
    light = tuple(channel + (255 - channel) // 2 for channel in colour)
    for stripe in range(number + 1):
        draw.rectangle((60 + 95 * stripe, 90, 120 + 95 * stripe, 270), fill=light)
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


def fill():
    """One product class, one partner, a category for each shelf, a product for each ware."""
    product_class = get_model("catalogue", "ProductClass").objects.create(
        name="Ware", requires_shipping=True, track_stock=False
    )
    partner = get_model("partner", "Partner").objects.create(name="The Commons", code="commons")
    country = get_model("address", "Country")
    country.objects.create(
        iso_3166_1_a2="GB", iso_3166_1_a3="GBR", printable_name="United Kingdom", name="UNITED KINGDOM",
        is_shipping_country=True,
    )
    for name, word, colour, wares in SHELVES:
        category = get_model("catalogue", "Category").add_root(name=name)
        for place, (title, price, description) in enumerate(wares):
            product = get_model("catalogue", "Product").objects.create(
                title=title, description=description, product_class=product_class, upc=f"{word}-{place}"
            )
            product.categories.add(category)
            product.stockrecords.create(
                partner=partner, partner_sku=f"{word}-{place}", price_currency="GBP", price=Decimal(price)
            )
            product.images.create(original=ContentFile(picture(colour, place), name=f"{word}-{place}.png"))


Path(settings.MEDIA_ROOT).mkdir(parents=True, exist_ok=True)
(Path(settings.MEDIA_ROOT) / settings.OSCAR_MISSING_IMAGE_URL).write_bytes(picture((200, 200, 200), 0))
call_command("migrate", verbosity=0)
fill()
call_command("rebuild_index", interactive=False, verbosity=0)
