// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "variables/secretedits.h"

#include "auth/secretkey.h"

#include <QPointer>

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
    next();
}

void SecretEdits::next()
{
    if (m_edits.isEmpty()) {
        Q_EMIT finished(m_outcome);
        return;
    }
    const SecretEdit edit = m_edits.takeFirst();
    const QString key = keyOf(edit.slug, edit.name);
    const auto go = [self = QPointer(this)](const Result<void> &outcome) {
        if (self)
            self->done(outcome);
    };
    if (edit.value)
        m_secrets.write(key, *edit.value, go);
    else if (!edit.formerName.isEmpty())
        rename(edit);
    else
        m_secrets.remove(key, go);
}

void SecretEdits::rename(const SecretEdit &edit)
{
    const QString former = keyOf(edit.slug, edit.formerName);
    m_secrets.read(former, [self = QPointer(this), edit, former](const Result<QString> &value) {
        if (!self)
            return;
        if (!value) {
            self->done(value.error());
            return;
        }
        // Removed only when it is safe under its new name.
        self->m_edits.prepend({edit.slug, edit.formerName, std::nullopt, {}});
        self->m_secrets.write(self->keyOf(edit.slug, edit.name), *value, [self](const Result<void> &outcome) {
            if (!self)
                return;
            if (!outcome)
                self->m_edits.removeFirst();
            self->done(outcome);
        });
    });
}

void SecretEdits::done(const Result<void> &outcome)
{
    const bool isMissing = !outcome && outcome.error().detail == ErrorDetail::SecretMissing;
    if (!outcome && !isMissing && m_outcome)
        m_outcome = outcome;
    next();
}

} // namespace fuseboard
