// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "resilience/waitline.h"

namespace fuseboard {

namespace {

/// Spreads consecutive numbers evenly over 64 bits (the finaliser of splitmix64), which keeps the tree flat.
quint64 scrambled(quint64 number)
{
    number += 0x9e3779b97f4a7c15U;
    number = (number ^ (number >> 30)) * 0xbf58476d1ce4e5b9U;
    number = (number ^ (number >> 27)) * 0x94d049bb133111ebU;
    return number ^ (number >> 31);
}

} // namespace

void WaitLine::add(Place &place)
{
    place.m_left = place.m_right = place.m_parent = nullptr;
    place.m_heap = scrambled(place.key.number);
    Place **link = &m_root;
    while (*link) {
        place.m_parent = *link;
        link = place.key < (*link)->key ? &(*link)->m_left : &(*link)->m_right;
    }
    *link = &place;
    for (Place *above = &place; above; above = above->m_parent)
        sumUp(*above);
    while (place.m_parent && place.m_parent->m_heap < place.m_heap)
        rotateUp(place);
}

void WaitLine::remove(Place &place)
{
    while (place.m_left && place.m_right)
        rotateUp(place.m_left->m_heap > place.m_right->m_heap ? *place.m_left : *place.m_right);
    Place *above = place.m_parent;
    replaceInParent(place, place.m_left ? place.m_left : place.m_right);
    for (; above; above = above->m_parent)
        sumUp(*above);
    place.m_left = place.m_right = place.m_parent = nullptr;
}

WaitLine::Place *WaitLine::first() const
{
    Place *place = m_root;
    while (place && place->m_left)
        place = place->m_left;
    return place;
}

WaitLine::Before WaitLine::before(const Key &key) const
{
    Before found;
    for (const Place *place = m_root; place;) {
        if (key <= place->key) {
            place = place->m_left;
            continue;
        }
        found.places += 1;
        found.cost += place->cost;
        if (place->m_left) {
            found.places += place->m_left->m_sum.places;
            found.cost += place->m_left->m_sum.cost;
        }
        place = place->m_right;
    }
    return found;
}

void WaitLine::sumUp(Place &place)
{
    place.m_sum = {1, place.cost};
    for (const Place *below : {place.m_left, place.m_right}) {
        if (!below)
            continue;
        place.m_sum.places += below->m_sum.places;
        place.m_sum.cost += below->m_sum.cost;
    }
}

void WaitLine::replaceInParent(Place &place, Place *by)
{
    Place *above = place.m_parent;
    (!above ? m_root : above->m_left == &place ? above->m_left : above->m_right) = by;
    if (by)
        by->m_parent = above;
}

void WaitLine::rotateUp(Place &place)
{
    Place &above = *place.m_parent;
    replaceInParent(above, &place);
    Place *&inner = above.m_left == &place ? place.m_right : place.m_left;
    (above.m_left == &place ? above.m_left : above.m_right) = inner;
    if (inner)
        inner->m_parent = &above;
    inner = &above;
    above.m_parent = &place;
    sumUp(above);
    sumUp(place);
}

} // namespace fuseboard
