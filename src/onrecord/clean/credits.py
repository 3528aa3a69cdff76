from onrecord.model import *


def find_agencies(article, pieces):
    return ()


def find_dateline(text, pieces):
    return None


def find_published(article):
    return article.published
