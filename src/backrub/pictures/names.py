"""What bones, zones and landmarks are called: plain words first, then the anatomist's."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Name:
    """Join plain words with Latin, which may be empty."""

    plain: str
    latin: str = ""


_LANDMARKS = {
    "C7": Name("the big bump (C7)", "Vertebra prominens"),
    "occiput": Name("ridge of the skull", "Protuberantia occipitalis"),
    "psis:right": Name("dimple above the seat", "Spina iliaca posterior superior"),
}
_BONES = {
    "scapula_blade": Name("shoulder blade", "Scapula"),
    "ribs": Name("ribs"),
}
_ZONES = {
    "spine_strip": Name("spine: never press"),
    "scapula_ridge": Name("ridge of the blade", "Spina scapulae"),
    "acromion": Name("point of the shoulder", "Acromion"),
    "iliac_crest": Name("rim of the pelvis", "Crista iliaca"),
    "floating_ribs": Name("lowest ribs"),
    "kidney_side": Name("kidneys lie here"),
    "neck_front_and_side": Name("side of the neck: no hands"),
    "mastoid": Name("bone behind the ear", "Processus mastoideus"),
    "sacrum": Name("foot of the spine", "Os sacrum"),
}


def abbreviated(latin: str) -> str:
    """Return Latin as anatomists shorten it: M. for one muscle, Mm. for several."""
    return latin.replace("Musculus ", "M. ").replace("Musculi ", "Mm. ")


def landmark_name(key: str) -> Name | None:
    """Return what a landmark is called, or None when a plate does not name it."""
    return _LANDMARKS.get(key)


def bone_name(key: str) -> Name | None:
    """Return what a bone is called, or None when a plate does not name it."""
    return _BONES.get(_base(key))


def zone_name(key: str) -> Name | None:
    """Return what a zone is called, or None when a plate does not name it."""
    return _ZONES.get(_base(key))


def _base(key: str) -> str:
    return key.partition(":")[0].removesuffix("_left").removesuffix("_right")
