"""From a page to its lines, step by step."""

from __future__ import annotations

import cv2
import numpy as np

from vision.layout.binarise import binarise, is_light_on_dark
from vision.layout.components import Components, components
from vision.layout.deskew import map_boxes, rotation, skew_angle
from vision.layout.gaps import find_gaps
from vision.layout.lines import fragments
from vision.layout.rules import Rules, bridged_rules, find_rules, inside_pictures, solid_pictures
from vision.layout.scale import letter_height, letter_like

LETTER = 11.0

def proto(image, debug=None):
    gray = image if image.ndim == 2 else cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)
    H, W = gray.shape
    f = min(1.0, (3.5e6 / gray.size) ** 0.5)
    small = cv2.resize(gray, None, fx=f, fy=f, interpolation=cv2.INTER_AREA) if f < 1 else gray
    if is_light_on_dark(small):
        gray = 255 - gray; small = 255 - small
    ink = binarise(small, window=max(15, max(small.shape) // 40))
    parts = components(ink)
    s = letter_height(parts)
    # refine working size
    g = min(1.0, f * LETTER / s)
    if abs(g / f - 1) > 0.15:
        small = cv2.resize(gray, None, fx=g, fy=g, interpolation=cv2.INTER_AREA)
        s *= g / f
        f = g
    ink = binarise(small, window=int(6 * s))
    parts = components(ink)
    s = letter_height(parts)
    strength = contrast(small, parts, int(6 * s))
    usual = np.median(strength[letter_like(parts)]); usual=np.average(strength[letter_like(parts)], weights=np.minimum(parts.w,3*parts.h)[letter_like(parts)])
    parts = components(parts.mask(strength > 0.4 * usual))
    s = letter_height(parts)
    lets = letter_like(parts) & (parts.h > .5 * s) & (parts.h < 2 * s) & (parts.w < 4 * s)
    skew = skew_angle((parts.x + parts.w / 2)[lets], (parts.y + parts.h)[lets], s)
    M, size = rotation(small.shape[1], small.shape[0], skew)
    if abs(skew) > 0.05:
        turned = cv2.warpAffine(small, M, size, flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        ink = binarise(turned, window=int(6 * s))
        parts = components(ink)
        strength = contrast(turned, parts, int(6 * s))
        ink = parts.mask(strength > 0.4 * usual)
    else:
        M = np.array([[1., 0, 0], [0, 1, 0]]); skew = 0.; ink = parts.labels > 0
    rules = find_rules(ink, s)
    ink = ink & ~rules.mask
    parts = components(ink)
    pics = solid_pictures(parts, s)
    drop = pics | inside_pictures(parts, pics)
    noise = (parts.h < .18 * s) & (parts.w < .18 * s) | (parts.area < .02 * s * s)
    flat = (parts.w > 5 * s) & (parts.w > 8 * parts.h) | (parts.h > 2.5 * s) & (parts.h > 6 * parts.w)
    vert = bridged_rules(rules.vertical, parts, s)
    cx = (parts.x + parts.w/2)[:, None]; cy = (parts.y + parts.h/2)[:, None]
    on = (np.abs(cx - (vert[:, 0] + vert[:, 2]) / 2) < .4 * s) & (cy > vert[:, 1]) & (cy < vert[:, 3])
    flat |= on.any(1) & (parts.w < .35 * s)
    rules = Rules(rules.mask, vert, rules.horizontal)
    keep = ~drop & ~noise & ~flat
    text = parts.mask(keep)
    parts = components(text)
    gaps = find_gaps(text, s)
    barrier = gaps | rules_mask(rules, text.shape)
    fr = fragments(text, parts, s, barrier)
    from vision.layout.rows import rows
    rm = rules_mask(rules, text.shape)
    from vision.layout.specks import without_dirt, without_strays
    fr = without_dirt(fr, s)
    fr, gutters = rows(fr, gaps, rm, rules.horizontal, s)
    fr = without_strays(fr, s)
    if debug is not None:
        debug.update(ink=ink, text=text, gaps=gaps, rules=rules, fr=fr, s=s, f=f, skew=skew, M=M, pics=parts.mask(pics) if 0 else None)
    return fr, s, f, skew, M, text, gaps, barrier

def contrast(gray, parts, window):
    mean = cv2.boxFilter(gray, cv2.CV_32F, (window | 1, window | 1), borderType=cv2.BORDER_REPLICATE)
    on = parts.labels > 0
    return np.bincount(parts.labels[on], mean[on] - gray[on], len(parts) + 1)[1:] / parts.area

def rules_mask(rules, shape):
    m = np.zeros(shape, bool)
    for x0, y0, x1, y1 in rules.vertical.astype(int):
        m[max(y0, 0):y1, max(x0 - 1, 0):x1 + 1] = True
    return m

def segment_proto(image, direction='horizontal-lr'):
    d = {}
    fr, s, f, skew, M, text, gaps, barrier = proto(image, d)
    inv = cv2.invertAffineTransform(M)
    from vision.layout.order import reading_order
    bb = fr.box.copy()
    if direction.endswith("rl"): bb[:, [0, 2]] = -bb[:, [2, 0]]
    order, block = reading_order(bb, (fr.left_y + fr.right_y) / 2)
    d['block']=block[order]
    mid = (fr.left_y + fr.right_y) / 2
    size = fr.sizes(d['s'])
    bx = fr.box.copy()
    bx[:, 1] = np.minimum(bx[:, 1], mid - .95 * size)
    bx[:, 3] = np.maximum(bx[:, 3], mid + .85 * size)
    boxes = map_boxes(bx[order], inv) / f
    w = boxes[:, 2] - boxes[:, 0]
    return boxes, d
