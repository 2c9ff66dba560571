"""The parts of an announcement, and the words that give away a heading in free wording.

"What is holding the market back?", "Headwinds", "Who's who" and "In the news"
are headings too. The first pattern that a line holds decides.
"""

from __future__ import annotations

import re
from enum import StrEnum


class Part(StrEnum):
    """What a section of an announcement holds."""

    SEGMENTS = "segments"
    GEOGRAPHIES = "geographies"
    PLAYERS = "players"
    DRIVERS = "drivers"
    RESTRAINTS = "restraints"
    CHALLENGES = "challenges"
    OPPORTUNITIES = "opportunities"
    TRENDS = "trends"
    DYNAMICS = "dynamics"  # drivers and restraints under one heading
    DEVELOPMENTS = "developments"
    LARGEST = "largest"  # "Largest Market" in a table
    FASTEST = "fastest"  # "Fastest Growing Market" in a table
    BOILERPLATE = "boilerplate"
    OTHER = "other"  # known, and of no use here: it ends the part before it


# What is told of each company in an outline; neither headings nor names.
OF_A_PROFILE = re.compile(
    r"(?:company|business|corporate|financial|product|products|key|recent|swot|strategic|strategy|"
    r"performance|risk|regional|market|segment|revenue|geographic|geographical|operating)"
    r"(?: (?:and|&) \w+)?"
    r"(?: (?:overview|strateg(?:y|ies)|performance|offerings?|portfolio|analysis|developments?|"
    r"indicators?|presence|benchmarking|initiatives|insights?|snapshot|profile|description|summary|"
    r"highlights?|information|financials|launches|details|news|facts|updates|share|mapping|"
    r"breakdown|activities|moves)){1,2}|financials|swot|headquarters?|overview"
    r"|products?(?: offered)?|"
    r"strateg(?:y|ies)|analyst view|mergers (?:and|&) acquisitions",
    re.IGNORECASE,
)


WORDS: tuple[tuple[Part, re.Pattern[str]], ...] = tuple(
    (part, re.compile(pattern, re.IGNORECASE))
    for part, pattern in (
        (
            Part.BOILERPLATE,
            r"^(?:about (?:us|the (?:publisher|author|company))|contact(?: us| info\w*| "
            r"details?)?|media contact|press contact|disclaimer|(?:related|trending|similar|"
            r"other|more|top|latest|popular)(?: \w+)? reports?\b.*|(?:browse|explore|check "
            r"out|read|discover)\b.*\breports?\b.*|table of contents?.*|toc|list of (?:tables|"
            r"figures).*|source\s*:?\s*https?\S+|follow us.*|connect with us.*|author(?: "
            r"bio)?|our trusted press.*|blogs?)$",
        ),
        (
            Part.DEVELOPMENTS,
            r"\b(?:recent|latest|key|strategic|industry|notable|"
            r"major)\b.{0,40}\b(?:developments?|updates|news|initiatives|activities)\b"
            r"|^(?:some )?(?:recent|latest|notable|key|strategic) (?:\w+ ){0,2}(?:steps|moves"
            r"|deals|events|"
            r"happenings|announcements?|activity|headlines|milestones|launches)\b"
            r"|^(?:what(?:['’]s| is| has| have)? (?:been )?(?:new|happen\w*|changed)\b.*"
            r"|in the news|"
            r"news (?:from|about)\b.*|"
            r"headlines|(?:company|corporate|product|market|sector) news|timeline|milestones|"
            r"deals?(?: tracker)?|mergers (?:and|&) acquisitions|who did what|recently|events|"
            r"(?:corporate|deal|m&a) activity|product launches|(?:deals|launches|moves|news) "
            r"(?:and|&) \w+|what firms are doing|company moves|moves? to note)\??$",
        ),
        (
            Part.DYNAMICS,
            r"\bdrivers?\b.{0,40}\b(?:restraints?|opportunit|challenges?)|\bmarket "
            r"dynamics?\b",
        ),
        (
            Part.RESTRAINTS,
            r"\b(?:restraints?|restraining|pitfalls|hinder\w*|barriers|what (?:restrains|"
            r"limits|holds back)|factors? (?:that |which )?(?:limit|restrain|hamper|"
            r"hold)\w*)\b"
            r"|^what(?:['’]s| is| are| could| may| might| can| will)? (?:be )?(?:holding|holds?"
            r"|slowing|"
            r"slows?|limiting|limits?|hampering|hampers?|restrain\w*|standing in|stands in|"
            r"hindering|weighing|weighs)\b"
            r"|^(?:\w+ ){0,2}(?:headwinds?|obstacles|hurdles|constraints|inhibitors|bottlenecks|"
            r"roadblocks|limitations|stumbling blocks|brakes|drags|risks)"
            r"(?: (?:to|on|for|in|facing|and|&)\b.{0,40})?$",
        ),
        (Part.CHALLENGES, r"\bchallenges?\b"),
        (
            Part.OPPORTUNITIES,
            r"\bopportunit(?:y|ies)\b|^(?:growth )?(?:pockets|openings|avenues)"
            r"(?: (?:of|for|in)\b.{0,40})?$|^where the openings are\b",
        ),
        (
            Part.DRIVERS,
            r"\b(?:drivers|driving (?:factors|forces)|growth factors|(?:what|"
            r"factors?)\b.{0,30}\b(?:driving|drives?|support|supports|fuel|fuels|propel|"
            r"propels|boost|boosts))\b|\bdriving forces\b"
            r"|^what(?:['’]s| is| are)? (?:driving|drives|behind|fuell?ing|pushing|pushes|lifting|"
            r"lifts|supporting|propelling|moving|moves|powering|powers)\b"
            r"|^why .{0,50}\bgrow(?:s|ing|th)?\b"
            r"|^(?:\w+ ){0,2}(?:catalysts?|tailwinds?|growth (?:engines?|levers?|triggers?))"
            r"(?: (?:to|of|for|in|behind)\b.{0,40})?$"
            r"|^(?:forces|reasons|factors) (?:behind|for)\b",
        ),
        (
            Part.PLAYERS,
            r"\b(?:key|top|major|leading|prominent|list of|who are|select|profiled|main|"
            r"prominent|notable|market-leading)\b.{0,50}\b(?:players?|companies|vendors?|"
            r"participants|manufacturers|suppliers|competitors|providers|producers)\b|"
            r"\bcompan(?:y|ies) (?:profiled|covered|analy[sz]ed)\b|\bcompetitive landscape\b|"
            r"\b(?:industry|market|sector|field|category|space) leaders\b|"
            r"^who(?:['’]s| is| are| leads?| makes?| supplies| competes| sells?)\b|"
            r"^(?:which|what) (?:\w+ )?(?:companies|firms|players|vendors|brands|manufacturers|"
            r"suppliers)\b|\bthe following (?:companies|firms|players|vendors|manufacturers)\b|"
            r"\b(?:companies|firms|players|vendors|manufacturers|suppliers|brands|producers|names|"
            r"competitors|participants) (?:to (?:watch|know)|mentioned|named|listed|discussed|"
            r"reviewed|assessed|studied|featured|included|tracked|considered|in (?:the|this|focus|"
            r"brief|scope)|at the|shaping|leading|driving|active|operating|making)\b|"
            r"^(?:key |leading |top )?(?:vendor|supplier|company|player|competitor|competitive|"
            r"manufacturer|brand|corporate) (?:landscape|profiles?|insights?|list|overview|field|"
            r"analysis|scene|directory|ecosystem|benchmarking|focus|coverage|names)$|"
            r"^(?:the )?(?:\w+ )?(?:leading lights|front-?runners|trailblazers|pacesetters"
            r"|movers and "
            r"shakers|big names|heavyweights|contenders|rivals|competition|competitors|leaders|"
            r"major names|leading names|key names|top names|names to (?:watch|know)"
            r"|household names)"
            r"(?: (?:in|of|to|at|on)\b.{0,50})?$|"
            r"^(?:companies|players|vendors|firms|manufacturers)\b|\bmarket (?:companies|"
            r"players|vendors)\b|\bplayers\b.{0,30}\b(?:profiled|covered|include)",
        ),
        (
            Part.SEGMENTS,
            r"\bsegment(?:ation|al|s|ed)?\b|^how the market (?:is |can be |breaks )?"
            r"(?:splits?|cut|divided|divides|down)\b|^market (?:split|breakdown|cuts)$",
        ),
        (
            Part.GEOGRAPHIES,
            r"\b(?:regional|geographic(?:al)?|country)\b.{0,20}\b(?:analysis|insights?|"
            r"outlook|landscape|scope|coverage|segmentation|overview|forecast|snapshot)\b|"
            r"\bby (?:region|geography|country)\b|\bregions?\b.{0,20}\bcovered"
            r"|^(?:regional|geographic(?:al)?|country) (?:picture|view|breakdown|highlights|"
            r"performance|trends|split|footprint|reach|spread|distribution|markets)$"
            r"|^(?:around the world|country by country|region by region|where (?:is )?(?:the )?"
            r"(?:demand|growth|money|market)\b.{0,40})$",
        ),
        (Part.TRENDS, r"\btrends\b"),
        # Any other question ends the part before it.
        (Part.OTHER, r"^(?:how|what|who|where|which|why|when|is|are|does|do|can|will)\b.*\?$"),
        (Part.OTHER, r"^(?:how|what|who|where|which|why|inside|behind) (?:\S+ ){1,5}\S+$"),
    )
)
