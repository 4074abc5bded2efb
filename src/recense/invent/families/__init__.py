"""The families that ship: `demo` and `development`. A test family lives where nobody who tunes reads it."""

from recense.invent.families.demo import DEMO
from recense.invent.families.development import DEVELOPMENT
from recense.invent.family import register_family

register_family("development", DEVELOPMENT)
register_family("demo", DEMO)
