// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "variables/secretedits.h"

#include "auth/secretkey.h"

#include <QPointer>

#include <algorithm>
#include <utility>

namespace fuseboard {

SecretEdits::SecretEdits(QList<SecretEdit> edits, QString workspaceId, SecretStore &secrets, QObject *parent)
    : QObject(parent)
    , m_edits(std::move(edits))
    , m_workspaceId(std::move(workspaceId))
    , m_secrets(secrets)
{
}

QString SecretEdits::keyOf(const QString &slug, const QString &name) const
{
    return SecretKey::ofEnvironment(m_workspaceId, slug, name).text();
}

void SecretEdits::start()
{
    sortOut();
    readNext();
}

void SecretEdits::sortOut()
{
    for (const SecretEdit &edit : std::as_const(m_edits)) {
        const QString key = keyOf(edit.slug, edit.name);
        if (edit.value)
            m_writes.append({key, *edit.value, {}});
        else if (!edit.formerName.isEmpty())
            m_moves.append({key, {}, keyOf(edit.slug, edit.formerName)});
        else
            m_removals.append(key);
    }
}

void SecretEdits::readNext()
{
    if (m_moves.isEmpty()) {
        orderWrites();
        return writeNext();
    }
    const Write move = m_moves.takeFirst();
    m_secrets.read(move.from, [self = QPointer(this), move](const Result<QString> &value) {
        if (!self)
            return;
        if (value) {
            self->m_writes.append({move.to, *value, move.from});
        } else if (value.error().detail == ErrorDetail::SecretMissing) {
            self->m_missing.append(move.from);
            self->m_removals.append(move.to); // what another one leaves there is not its
        } else {
            self->m_held.append(move.from);
            self->note(value.error());
        }
        self->readNext();
    });
}

/// First those that overwrite nothing which is still to be moved, so that at each step the store has all of them. Only
/// those that pass theirs on in a circle cannot.
void SecretEdits::orderWrites()
{
    QList<Write> left = std::exchange(m_writes, {});
    while (!left.isEmpty()) {
        const auto isFree = [&left](const Write &write) {
            return std::none_of(left.cbegin(), left.cend(),
                                [&write](const Write &other) { return other.from == write.to; });
        };
        const auto next = std::find_if(left.cbegin(), left.cend(), isFree);
        m_writes.append(left.takeAt(next == left.cend() ? 0 : next - left.cbegin()));
    }
}

void SecretEdits::writeNext()
{
    if (m_written == m_writes.size())
        return restoreNext();
    const qsizetype index = m_written++;
    const Write write = m_writes.at(index);
    if (m_held.contains(write.to)) {
        abandon(write);
        return writeNext();
    }
    m_secrets.write(write.to, write.value, [self = QPointer(this), index](const Result<void> &outcome) {
        if (!self)
            return;
        self->m_writes[index].isDone = outcome.ok();
        if (!outcome)
            self->abandon(self->m_writes.at(index));
        self->note(outcome);
        self->writeNext();
    });
}

/// The secret stays where it is. Where another one has been put there already, it comes back, and so does that one.
void SecretEdits::abandon(const Write &write)
{
    Write staying = write;
    while (!staying.from.isEmpty()) {
        m_held.append(staying.from);
        const auto over = std::find_if(m_writes.begin(), m_writes.end(), [&staying](const Write &other) {
            return other.isDone && other.to == staying.from;
        });
        if (over == m_writes.end())
            return;
        over->isDone = false;
        m_restores.append({staying.from, staying.value, {}});
        staying = *over;
    }
}

void SecretEdits::restoreNext()
{
    if (m_restores.isEmpty()) {
        listRemovals();
        return removeNext();
    }
    const Write restore = m_restores.takeFirst();
    m_secrets.write(restore.to, restore.value, [self = QPointer(this)](const Result<void> &outcome) {
        if (!self)
            return;
        self->note(outcome);
        self->restoreNext();
    });
}

void SecretEdits::listRemovals()
{
    for (const Write &write : std::as_const(m_writes)) {
        if (write.isDone && !write.from.isEmpty())
            m_removals.append(write.from); // it is safe under its new name
    }
    m_removals.removeIf([this](const QString &key) {
        const auto isThere = [&key](const Write &write) { return write.isDone && write.to == key; };
        return m_held.contains(key) || std::any_of(m_writes.cbegin(), m_writes.cend(), isThere);
    });
    m_removals.removeDuplicates();
}

void SecretEdits::removeNext()
{
    if (m_removals.isEmpty()) {
        Q_EMIT finished(m_outcome);
        return;
    }
    m_secrets.remove(m_removals.takeFirst(), [self = QPointer(this)](const Result<void> &outcome) {
        if (!self)
            return;
        self->note(outcome);
        self->removeNext();
    });
}

QList<SecretEdit> SecretEdits::unfinished() const
{
    QList<SecretEdit> left;
    for (const SecretEdit &edit : m_edits) {
        const QString key = keyOf(edit.slug, edit.name);
        const bool isMove = !edit.value && !edit.formerName.isEmpty();
        if (!edit.value && (!isMove || m_missing.contains(keyOf(edit.slug, edit.formerName))))
            continue;
        const auto isThere = [&key](const Write &write) { return write.isDone && write.to == key; };
        if (std::none_of(m_writes.cbegin(), m_writes.cend(), isThere))
            left.append(edit);
    }
    return left;
}

void SecretEdits::note(const Result<void> &outcome)
{
    const bool isMissing = !outcome && outcome.error().detail == ErrorDetail::SecretMissing;
    if (!outcome && !isMissing && m_outcome)
        m_outcome = outcome;
}

} // namespace fuseboard
