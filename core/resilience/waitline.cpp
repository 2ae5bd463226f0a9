// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "resilience/waitline.h"

#include <utility>

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
    place.m_places = 0;
    place.m_costs = 0;
    *linkFor(place) = &place;
    ++m_size;
    const quint64 heap = scrambled(place.key.number);
    while (place.m_parent && scrambled(place.m_parent->key.number) < heap)
        rotateUp(place);
}

/// Where that place is to hang. It knows its parent then, and the ends and those right of it know it.
WaitLine::Place **WaitLine::linkFor(Place &place)
{
    if (!m_root) {
        m_first = m_last = &place;
        return &m_root;
    }
    if (m_last->key < place.key) {
        place.m_parent = std::exchange(m_last, &place);
        return &place.m_parent->m_right;
    }
    Place **link = &m_root;
    while (*link) {
        Place &above = **link;
        place.m_parent = &above;
        if (place.key < above.key) {
            ++above.m_places;
            above.m_costs += place.cost;
            link = &above.m_left;
        } else {
            link = &above.m_right;
        }
    }
    if (place.key < m_first->key)
        m_first = &place;
    return link;
}

void WaitLine::remove(Place &place)
{
    forgetEnd(place);
    while (place.m_left && place.m_right) {
        const bool left = scrambled(place.m_left->key.number) > scrambled(place.m_right->key.number);
        rotateUp(left ? *place.m_left : *place.m_right);
    }
    const Place *below = &place;
    for (Place *above = place.m_parent; above; below = std::exchange(above, above->m_parent)) {
        if (above->m_left == below) {
            --above->m_places;
            above->m_costs -= place.cost;
        }
    }
    replaceInParent(place, place.m_left ? place.m_left : place.m_right);
    --m_size;
    place.m_left = place.m_right = place.m_parent = nullptr;
}

/// The one beside an end is its parent, or the nearest below it.
void WaitLine::forgetEnd(const Place &place)
{
    if (&place == m_first) {
        m_first = place.m_right ? place.m_right : place.m_parent;
        while (place.m_right && m_first->m_left)
            m_first = m_first->m_left;
    }
    if (&place == m_last) {
        m_last = place.m_left ? place.m_left : place.m_parent;
        while (place.m_left && m_last->m_right)
            m_last = m_last->m_right;
    }
}

WaitLine::Before WaitLine::before(const Key &key) const
{
    Before found;
    for (const Place *place = m_root; place;) {
        if (!(place->key < key)) {
            place = place->m_left;
            continue;
        }
        found.places += place->m_places + 1;
        found.cost += place->m_costs + place->cost;
        place = place->m_right;
    }
    return found;
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
    const bool wasLeft = above.m_left == &place;
    replaceInParent(above, &place);
    Place *&inner = wasLeft ? place.m_right : place.m_left;
    (wasLeft ? above.m_left : above.m_right) = inner;
    if (inner)
        inner->m_parent = &above;
    inner = &above;
    above.m_parent = &place;
    if (wasLeft) {
        above.m_places -= place.m_places + 1;
        above.m_costs -= place.m_costs + place.cost;
    } else {
        place.m_places += above.m_places + 1;
        place.m_costs += above.m_costs + above.cost;
    }
}

} // namespace fuseboard
