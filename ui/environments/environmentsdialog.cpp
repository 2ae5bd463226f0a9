// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "environments/environmentsdialog.h"

#include "common/icons.h"
#include "common/openeditor.h"
#include "common/theme.h"
#include "config/environmentfile.h"
#include "environments/environmentcolors.h"
#include "environments/environmentform.h"
#include "models/errorwording.h"
#include "models/figures.h"
#include "variables/environmentrules.h"

#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStackedWidget>

#include <algorithm>

namespace fuseboard {

using namespace Qt::StringLiterals;

EnvironmentsDialog::EnvironmentsDialog(const Theme &theme, SecretStore &secrets, const Content &content,
                                       QWidget *parent)
    : QDialog(parent)
    , m_theme(theme)
    , m_content(content)
{
    setWindowTitle(tr("Environments"));
    setObjectName(u"environments"_s);
    build(theme, secrets);
    int current = 0;
    for (const Environment &environment : content.environments) {
        if (environment.slug == content.current)
            current = static_cast<int>(m_drafts.size());
        addDraft({environment, VariableTableModel::rowsOf(environment.config.variables)});
    }
    m_list->setCurrentRow(m_drafts.isEmpty() ? -1 : current);
    showDraft(m_list->currentRow());
    m_history.begin({m_drafts, {}, {}});
    check();
}

EnvironmentsDialog::~EnvironmentsDialog()
{
    m_form->disconnect(this); // a cell that is being written in tells of it as it goes
}

void EnvironmentsDialog::addDraft(EnvironmentDraft draft)
{
    m_drafts.append(std::move(draft));
    const QSignalBlocker blocker(m_list);
    m_list->addItem(new QListWidgetItem);
    updateItem(static_cast<int>(m_drafts.size()) - 1);
}

void EnvironmentsDialog::updateItem(int index)
{
    const EnvironmentConfig &config = m_drafts.at(index).environment.config;
    const ColorRole role = fillRole(config.color);
    const bool hasColor = config.color != EnvironmentColor::None;
    const QString name = config.name.isEmpty() ? tr("(no name)") : wording::printable(config.name, 60);
    m_list->item(index)->setText(name);
    m_list->item(index)->setIcon(themedIcon(m_theme, hasColor ? IconId::Dot : IconId::Inbox, role, role));
}

void EnvironmentsDialog::addNew()
{
    readForm();
    EnvironmentDraft draft;
    draft.isNew = true;
    // No file can have that name, so it means nobody else until it is saved.
    draft.environment.slug = u"new "_s + QString::number(++m_made);
    draft.environment.config.name = freeNameAmong(m_drafts, tr("New environment"));
    addDraft(draft);
    m_list->setCurrentRow(m_list->count() - 1);
    note(draft.environment.slug);
    check();
    m_form->focusName();
}

void EnvironmentsDialog::duplicate()
{
    readForm();
    if (m_shown < 0)
        return;
    EnvironmentDraft draft = m_drafts.at(m_shown);
    draft.isNew = true;
    draft.environment.slug = u"new "_s + QString::number(++m_made);
    //: the name of a copy
    const QString name = tr("%1 (copy)").arg(draft.environment.config.name).left(195);
    draft.environment.config.name = freeNameAmong(m_drafts, name);
    // The copy has the same secrets by name, and none of their values unless they were written just now.
    draft.forgetReadSecrets();
    draft.typedBefore.clear();
    for (VariableTableModel::Row &row : draft.rows)
        row.storedName.clear();
    addDraft(draft);
    m_list->setCurrentRow(m_list->count() - 1);
    note(draft.environment.slug);
    check();
    m_form->focusName();
}

void EnvironmentsDialog::removeCurrent()
{
    if (m_shown < 0)
        return;
    readForm();
    const int index = std::exchange(m_shown, -1);
    RemovedEnvironment removed{m_drafts.takeAt(index), index, {}};
    for (EnvironmentDraft &draft : m_drafts) {
        if (draft.environment.config.parent != removed.draft.environment.slug)
            continue;
        draft.environment.config.parent.clear();
        removed.children << draft.environment.slug;
    }
    m_removed.append(removed);
    {
        const QSignalBlocker blocker(m_list);
        delete m_list->takeItem(index);
        m_list->setCurrentRow(std::min(index, m_list->count() - 1));
    }
    showDraft(m_list->currentRow());
    note(removed.draft.environment.slug);
    check();
}

void EnvironmentsDialog::bringBack()
{
    if (m_isVariableTold)
        return undo();
    if (m_isWaiting)
        return;
    readForm();
    if (m_removed.isEmpty())
        return takeAllBack();
    if (m_history.isRemovalLast())
        return undo();
    const RemovedEnvironment removed = m_removed.takeLast();
    for (EnvironmentDraft &draft : m_drafts) {
        if (removed.children.contains(draft.environment.slug) && draft.environment.config.parent.isEmpty())
            draft.environment.config.parent = removed.draft.environment.slug;
    }
    const int index = std::min(removed.index, int(m_drafts.size()));
    m_drafts.insert(index, removed.draft);
    refill(index);
    note(removed.draft.environment.slug);
    m_list->setFocus();
    check();
}

void EnvironmentsDialog::undo()
{
    commitOpenEditor(*this);
    readForm();
    if (const auto state = m_isWaiting ? std::nullopt : m_history.undo())
        showState(*state);
}

/// What was restored, and what was edited in it.
void EnvironmentsDialog::takeAllBack()
{
    std::optional<EnvironmentHistory::State> first;
    while (const auto state = m_history.undo())
        first = state;
    if (first)
        showState(*first);
}

void EnvironmentsDialog::redo()
{
    commitOpenEditor(*this); // what is being written is an edit
    readForm();
    if (const auto state = m_isWaiting ? std::nullopt : m_history.redo())
        showState(*state);
}

void EnvironmentsDialog::showState(const EnvironmentHistory::State &state)
{
    const QList<Environment> before = editedAll();
    const int shown = m_list->currentRow();
    m_drafts = state.drafts;
    m_removed = state.removed;
    const auto isIt = [&state](const EnvironmentDraft &draft) { return draft.environment.slug == state.slug; };
    const auto it = std::find_if(m_drafts.cbegin(), m_drafts.cend(), isIt);
    const int last = int(m_drafts.size()) - 1;
    refill(it == m_drafts.cend() ? std::min(std::max(shown, 0), last) : int(it - m_drafts.cbegin()));
    if (editedAll().size() != before.size())
        m_list->setFocus(); // what had the keyboard may have gone
    tellRemoved();
    check();
}

void EnvironmentsDialog::tellRemoved()
{
    m_isVariableTold = false;
    m_removal->setVisible(!m_removed.isEmpty());
    if (m_removed.isEmpty())
        return;
    m_removal->findChild<QPushButton *>()->setAccessibleName(tr("Undo the deletion"));
    const QString name = wording::printable(m_removed.last().draft.environment.config.name, 40);
    m_removal->findChild<QLabel *>()->setText(tr("“%1” goes when you save.").arg(name));
}

void EnvironmentsDialog::tellVariable(const QString &name)
{
    m_isVariableTold = true;
    m_removal->findChild<QLabel *>()->setText(tr("Deleted “%1”.").arg(wording::printable(name, 40)));
    m_removal->show();
}

void EnvironmentsDialog::showDraft(int index)
{
    if (m_shown >= 0 && m_shown != index)
        m_form->readInto(m_drafts[m_shown]);
    m_shown = index;
    m_pages->setCurrentIndex(index < 0 ? 0 : 1);
    m_duplicate->setEnabled(index >= 0);
    m_remove->setEnabled(index >= 0);
    if (index >= 0)
        m_form->setDraft(m_drafts.at(index), possibleParents(index));
}

void EnvironmentsDialog::readForm()
{
    if (m_shown < 0)
        return;
    m_form->readInto(m_drafts[m_shown]);
    updateItem(m_shown);
    check();
}

/// A step to be taken back is what somebody did in the form, and nothing that reading it makes of a file.
void EnvironmentsDialog::takeEdits()
{
    readForm();
    if (m_shown >= 0)
        note(m_drafts.at(m_shown).environment.slug);
}

void EnvironmentsDialog::note(const QString &slug)
{
    m_history.note({m_drafts, m_removed, slug});
    tellRemoved();
}

QList<Environment> EnvironmentsDialog::editedAll() const
{
    QList<Environment> environments;
    for (const EnvironmentDraft &draft : m_drafts)
        environments.append(draft.edited());
    return environments;
}

QList<Environment> EnvironmentsDialog::possibleParents(int index) const
{
    QList<Environment> parents;
    const QList<Environment> all = editedAll();
    for (const Environment &environment : all) {
        const QList<Environment> chain = environmentChain(all, environment.slug);
        if (!findEnvironment(chain, all.at(index).slug))
            parents.append(environment);
    }
    return parents;
}

QString EnvironmentsDialog::firstProblem() const
{
    const QList<Environment> all = editedAll();
    for (const Environment &environment : all) {
        const QList<ConfigFault> faults = validate(environment.config) + environmentFaults(all, environment);
        if (!faults.isEmpty())
            //: the name of an environment, and what is wrong with it
            return tr("%1: %2").arg(wording::printable(environment.config.name, 40), wording::sentence(faults.first()));
    }
    return {};
}

void EnvironmentsDialog::check()
{
    const QString problem = firstProblem();
    m_problem->setText(problem);
    m_save->setEnabled(problem.isEmpty() && !m_isWaiting);
    setAsking(false);
    Q_EMIT edited();
}

} // namespace fuseboard
