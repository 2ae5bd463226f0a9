// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What becomes of the edits: submitted, saved, refused, dropped.

#include "common/openeditor.h"
#include "environments/environmentedits.h"
#include "environments/environmentform.h"
#include "environments/environmentsdialog.h"
#include "models/figures.h"
#include "variables/environmentrules.h"

#include <QHash>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStackedWidget>

#include <algorithm>
#include <utility>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

/// A row after its environment was saved. unfinished: what the store has refused.
void settleRow(VariableTableModel::Row &row, const QString &slug, const QList<SecretEdit> &unfinished)
{
    if (row.variable.source != Variable::Source::Keychain)
        return;
    const auto left = std::find_if(unfinished.begin(), unfinished.end(), [&](const SecretEdit &edit) {
        return edit.slug == slug && edit.name == row.variable.name;
    });
    if (left != unfinished.end()) {
        row.storedName = left->formerName;
        return;
    }
    if (row.isWritten || !row.storedName.isEmpty())
        row.storedName = row.variable.name;
    row.isWritten = false;
    if (!row.isShown)
        row.secret.reset();
}

/// What was typed again is lost no more once it is saved, unless the store has refused it.
void settleTyped(EnvironmentDraft &draft, const Environment *before, const QString &slug,
                 const QList<SecretEdit> &unfinished)
{
    const QStringList lost = stillLost(draft, before);
    draft.typedBefore.removeIf([&](const QString &name) {
        const auto isIt = [&](const SecretEdit &edit) { return edit.slug == slug && edit.name == name; };
        return !lost.contains(name) && std::none_of(unfinished.begin(), unfinished.end(), isIt);
    });
}

} // namespace

QList<Environment> EnvironmentsDialog::base() const
{
    QList<Environment> base = m_content.environments;
    for (Environment &environment : base) {
        const auto isChanged = [&environment](const EnvironmentDraft &draft) {
            return draft.isOvertaken && draft.environment.slug == environment.slug && draft.edited() != environment;
        };
        if (std::any_of(m_drafts.cbegin(), m_drafts.cend(), isChanged))
            environment.config.name.clear();
    }
    return base;
}

void EnvironmentsDialog::restoreEdits(const RestoredEnvironments &restored)
{
    m_drafts = restored.drafts;
    for (const EnvironmentDraft &draft : std::as_const(m_drafts)) // new ones are among them
        m_made = std::max(m_made, draft.environment.slug.section(u' ', 1).toInt());
    refill(std::min(std::max(m_list->currentRow(), 0), int(m_drafts.size()) - 1));
    note({});
    QString told = tr("Your edits that were not saved are here again.");
    if (!restored.typed.isEmpty())
        //: the names of variables
        told += u' ' + tr("Type these secrets again: %1.").arg(wording::printable(restored.typed.join(tr(", ")), 80));
    for (const Environment &environment : std::as_const(m_content.environments)) {
        const bool isThere = std::any_of(m_drafts.cbegin(), m_drafts.cend(), [&environment](const auto &draft) {
            return draft.environment.slug == environment.slug;
        });
        if (!isThere)
            told += u' ' + tr("“%1” goes when you save.").arg(wording::printable(environment.config.name, 40));
    }
    m_removal->findChild<QLabel *>()->setText(told);
    m_removal->findChild<QPushButton *>()->setAccessibleName(tr("Undo the edits that are here again"));
    m_removal->setVisible(true);
    check();
}

void EnvironmentsDialog::submit()
{
    commitOpenEditor(*this);
    readForm();
    if (!m_save->isEnabled())
        return;
    const EnvironmentsEdit edit = editOf(m_content.environments, m_drafts, m_content.taken);
    m_slugs = edit.slugs;
    setWaiting(true);
    Q_EMIT submitted(edit);
}

void EnvironmentsDialog::finishSaved()
{
    accept();
}

void EnvironmentsDialog::refuse(const QString &sentence)
{
    setWaiting(false);
    m_problem->setText(sentence);
}

void EnvironmentsDialog::setWaiting(bool isWaiting)
{
    m_isWaiting = isWaiting;
    for (QWidget *part : {m_list->parentWidget(), static_cast<QWidget *>(m_pages), m_removal})
        part->setEnabled(!isWaiting);
    check();
}

void EnvironmentsDialog::keepSecrets(const QList<Environment> &saved, const QList<SecretEdit> &unfinished,
                                     const QString &sentence)
{
    const QList<Environment> before = std::exchange(m_content.environments, saved);
    m_removed.clear(); // their files are gone
    tellRemoved();
    QHash<QString, QString> slugs;
    for (qsizetype i = 0; i < m_drafts.size(); ++i)
        slugs.insert(m_drafts.at(i).environment.slug, m_slugs.value(i));
    for (EnvironmentDraft &draft : m_drafts) {
        Environment &environment = draft.environment;
        const QString slug = slugs.value(environment.slug);
        settleTyped(draft, findEnvironment(before, environment.slug), slug, unfinished);
        environment.slug = slug;
        environment.config.parent = slugs.value(environment.config.parent, environment.config.parent);
        draft.isNew = false;
        draft.isOvertaken = false;
        for (VariableTableModel::Row &row : draft.rows)
            settleRow(row, environment.slug, unfinished);
    }
    refill(m_shown);
    m_history.begin({m_drafts, {}, {}}); // what the files hold is taken back in the window
    refuse(sentence);
}

void EnvironmentsDialog::takeTheirs(const QString &slug, const Environment *theirs)
{
    const auto isIt = [&slug](const Environment &one) { return one.slug == slug; };
    m_content.environments.removeIf(isIt);
    m_removed.removeIf([&isIt](const RemovedEnvironment &removed) { return isIt(removed.draft.environment); });
    tellRemoved();
    qsizetype place = m_drafts.size();
    for (qsizetype i = m_drafts.size() - 1; i >= 0; --i) {
        if (!isIt(m_drafts.at(i).environment))
            continue;
        m_drafts.removeAt(i);
        place = i;
    }
    if (theirs) {
        m_content.environments.append(*theirs);
        m_drafts.insert(place, {*theirs, VariableTableModel::rowsOf(theirs->config.variables)});
    }
    refill(int(std::min(place, m_drafts.size() - 1)));
    m_history.begin({m_drafts, m_removed, {}}); // nobody brings back over theirs what he has not seen
    setWaiting(false);
}

void EnvironmentsDialog::refill(int current)
{
    m_shown = -1; // what the form shows is old
    {
        const QSignalBlocker blocker(m_list);
        m_list->clear();
        for (int i = 0; i < int(m_drafts.size()); ++i) {
            m_list->addItem(new QListWidgetItem);
            updateItem(i);
        }
        m_list->setCurrentRow(current);
    }
    showDraft(current);
}

bool EnvironmentsDialog::isModified() const
{
    QList<EnvironmentDraft> drafts = m_drafts;
    if (m_shown >= 0)
        m_form->readInto(drafts[m_shown]);
    const EnvironmentsEdit edit = editOf(m_content.environments, drafts, m_content.taken);
    QList<Environment> before = m_content.environments;
    std::sort(before.begin(), before.end(),
              [](const Environment &one, const Environment &other) { return one.slug < other.slug; });
    return edit.environments != before || !edit.secrets.isEmpty();
}

bool EnvironmentsDialog::isAsking() const
{
    return m_foot->currentIndex() == 1;
}

void EnvironmentsDialog::setAsking(bool isAsking)
{
    m_foot->setCurrentIndex(isAsking ? 1 : 0);
    if (isAsking)
        m_keep->setFocus();
}

void EnvironmentsDialog::reject()
{
    // A second Esc takes the question back and not the changes with it.
    if (isAsking())
        return setAsking(false);
    commitOpenEditor(*this);
    if (m_isWaiting || !isModified())
        return QDialog::reject();
    setAsking(true);
}

} // namespace fuseboard
