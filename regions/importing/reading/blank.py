"""What counts as blank around a text: spaces of every width, those without any, DOS's end mark."""

BLANK = (
    " \t\r\n\f\v\x1a\xa0\u2000\u2001\u2002\u2003\u2007\u2008\u2009\u200a\u200b\u202f\u3000\ufeff"
)
