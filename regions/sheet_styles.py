"""How a workbook looks, whoever writes one: formats by the kind of value, the header, texts."""

Format = dict[str, str | int | bool]

FORMATS: dict[str, Format] = {
    "title": {"bold": True, "font_size": 14},
    "text": {"num_format": "@"},
    "rank": {"num_format": "0", "align": "center"},
    "people": {"num_format": "#,##0"},
    "percent": {"num_format": "#,##0.00"},
    "points": {"num_format": "+0.00;-0.00;0.00"},
    "places": {"num_format": "+0;-0;0"},
    "day": {"num_format": "d/m/yyyy", "align": "right"},
}
HEADER: Format = {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1}
# Texts of any kind, formulas and addresses among them, stay the texts they are.
AS_TYPED = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
