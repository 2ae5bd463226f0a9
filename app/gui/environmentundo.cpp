// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "environmentundo.h"

#include "models/figures.h"
#include "variables/environmentrules.h"
#include "workspace/store/environmentstore.h"
#include "workspace/store/workspacestore.h"
#include "workspace/workspacelayout.h"

#include <QKeySequence>
#include <QPointer>
#include <QUuid>

#include <algorithm>

namespace fuseboard {

namespace {

using Step = EnvironmentUndo::Step;

/// No variable has a colon in its name.
QString nameAside(const QString &name)
{
    constexpr qsizetype digits = 8;
    return name + u':' + QUuid::createUuid().toString(QUuid::Id128).left(digits);
}

QStringList slugsOf(const QList<Environment> &one, const QList<Environment> &other)
{
    QStringList slugs;
    for (const Environment &environment : one + other)
        slugs.append(environment.slug);
    slugs.removeDuplicates();
    return slugs;
}

bool isSame(const Environment *one, const Environment *other)
{
    return one && other ? *one == *other : one == other;
}

QStringList changedSlugs(const QList<Environment> &before, const QList<Environment> &after)
{
    QStringList slugs = slugsOf(before, after);
    slugs.removeIf(
        [&](const QString &slug) { return isSame(findEnvironment(before, slug), findEnvironment(after, slug)); });
    return slugs;
}

QList<Environment> onlyOf(QList<Environment> environments, const QStringList &slugs)
{
    environments.removeIf([&slugs](const Environment &one) { return !slugs.contains(one.slug); });
    return environments;
}

QStringList filesOfSlugs(const QStringList &slugs)
{
    QStringList files;
    for (const QString &slug : slugs)
        files.append(environmentFile(slug));
    return files;
}

QStringList storedNames(const Environment *environment)
{
    QStringList names;
    for (const Variable &variable : environment ? environment->config.variables : QList<Variable>()) {
        if (variable.source == Variable::Source::Keychain)
            names.append(variable.name);
    }
    return names;
}

/// A removal takes itself out of the parents of others, which is no change that anybody thinks of.
bool isOnlyOrphaned(const Environment &before, const Environment &after)
{
    EnvironmentConfig config = before.config;
    config.parent = after.config.parent;
    return after.config.parent.isEmpty() && config == after.config;
}

bool isOnlyRenamed(const Environment &before, const Environment &after)
{
    EnvironmentConfig config = before.config;
    config.name = after.config.name;
    return config == after.config;
}

EditTitle titleOf(const Step &step)
{
    QList<Environment> added = step.after;
    added.removeIf([&step](const Environment &one) { return findEnvironment(step.before, one.slug) != nullptr; });
    QList<Environment> removed = step.before;
    removed.removeIf([&step](const Environment &one) { return findEnvironment(step.after, one.slug) != nullptr; });
    QList<Environment> changed;
    for (const Environment &before : step.before) {
        const Environment *after = findEnvironment(step.after, before.slug);
        if (after && (removed.isEmpty() || !isOnlyOrphaned(before, *after)))
            changed.append(before);
    }
    EditTitle title;
    title.isOfEnvironments = true;
    title.count = int(added.size() + removed.size() + changed.size());
    if (!added.isEmpty() && removed.isEmpty() && changed.isEmpty())
        title.action = EditTitle::Action::Add;
    else if (!removed.isEmpty() && added.isEmpty() && changed.isEmpty())
        title.action = EditTitle::Action::Remove;
    else if (title.count == 1 && isOnlyRenamed(changed.first(), *findEnvironment(step.after, changed.first().slug)))
        title.action = EditTitle::Action::Rename;
    title.name = (changed + removed + added).first().config.name;
    return title;
}

/// Whether what has a name after the edit had none before: the name was nobody's, or its secret has gone elsewhere.
bool isNewSecret(const Step::Move &kept, const QStringList &former, const QList<Step::Move> &moves)
{
    const auto has = [&](QString Step::Move::*name) {
        return std::any_of(moves.begin(), moves.end(),
                           [&](const Step::Move &move) { return move.slug == kept.slug && move.*name == kept.*name; });
    };
    return !has(&Step::Move::after) && (!former.contains(kept.before) || has(&Step::Move::before));
}

/// What a step does to secrets in one of its directions.
QList<SecretEdit> secretsOf(const Step &step, bool isRedo)
{
    QList<SecretEdit> edits;
    for (const Step::Move &move : step.moves)
        edits.append({move.slug, isRedo ? move.after : move.before, std::nullopt, isRedo ? move.before : move.after});
    return edits;
}

} // namespace

/// As the history of the workspace has it.
class EnvironmentUndo::Edit final : public OutsideEdit
{
public:
    Edit(EnvironmentUndo &undo, std::shared_ptr<Step> step)
        : m_undo(&undo)
        , m_step(std::move(step))
    {
    }

    void undo() override
    {
        if (m_undo)
            m_undo->want(m_step, false);
    }
    void redo() override
    {
        if (m_undo)
            m_undo->want(m_step, true);
    }

private:
    QPointer<EnvironmentUndo> m_undo;
    std::shared_ptr<Step> m_step;
};

EnvironmentUndo::EnvironmentUndo(EnvironmentStore &environments, WorkspaceStore &history, QObject *parent)
    : QObject(parent)
    , m_environments(environments)
    , m_history(history)
    , m_known(environments.loaded().environments)
{
    connect(&m_environments, &EnvironmentStore::changed, this, &EnvironmentUndo::follow);
}

QList<SecretEdit> EnvironmentUndo::keepingAll(QList<SecretEdit> edits)
{
    for (SecretEdit &edit : edits) {
        if (!edit.value && edit.formerName.isEmpty())
            edit = {edit.slug, nameAside(edit.name), std::nullopt, edit.name};
    }
    return edits;
}

bool EnvironmentUndo::addsOne(const EnvironmentsSave &save)
{
    return std::any_of(save.edited.begin(), save.edited.end(), [&save](const Environment &environment) {
        return !findEnvironment(save.base, environment.slug);
    });
}

QString EnvironmentUndo::removalOf(const EnvironmentsSave &save)
{
    QStringList names;
    for (const Environment &environment : save.base) {
        if (!findEnvironment(save.edited, environment.slug))
            names << wording::printable(environment.config.name, 40);
    }
    const QString keys = QKeySequence(QKeySequence::Undo).toString(QKeySequence::NativeText);
    if (names.size() > 1)
        //: %1 names of environments, %2 keys
        return tr("%1 were deleted. %2 brings them back.").arg(names.join(QStringLiteral(", ")), keys);
    //: %1 the name of an environment, %2 keys
    return names.isEmpty() ? QString() : tr("“%1” was deleted. %2 brings it back.").arg(names.first(), keys);
}

EnvironmentsSave EnvironmentUndo::noteWritten(EnvironmentsSave save)
{
    const QStringList slugs = changedSlugs(save.base, save.edited);
    const QStringList replaced = save.seen.keys();
    save.base.removeIf([&replaced](const Environment &one) { return replaced.contains(one.slug); });
    save.base += onlyOf(m_known, replaced);
    m_known.removeIf([&slugs](const Environment &one) { return slugs.contains(one.slug); });
    m_known += onlyOf(save.edited, slugs);
    return save;
}

void EnvironmentUndo::note(const EnvironmentsSave &save, const QList<SecretEdit> &secrets)
{
    const QStringList slugs = changedSlugs(save.base, save.edited);
    if (slugs.isEmpty())
        return;
    auto step = std::make_shared<Step>(Step{onlyOf(save.base, slugs), onlyOf(save.edited, slugs), {}});
    for (const SecretEdit &edit : secrets) {
        if (!edit.value && !edit.formerName.isEmpty())
            step->moves.append({edit.slug, edit.formerName, edit.name});
    }
    const QList<Step::Move> moves = step->moves;
    for (const Environment &after : std::as_const(step->after)) {
        const QStringList former = storedNames(findEnvironment(step->before, after.slug));
        for (const QString &name : storedNames(&after)) {
            if (isNewSecret({after.slug, name, name}, former, moves))
                step->moves.append({after.slug, nameAside(name), name});
        }
    }
    m_history.note(titleOf(*step), filesOfSlugs(slugs), std::make_shared<Edit>(*this, step));
}

void EnvironmentUndo::want(const std::shared_ptr<Step> &step, bool isRedo)
{
    m_line.append({step, isRedo});
    if (!m_isBusy)
        startNext();
}

void EnvironmentUndo::startNext()
{
    while (!m_line.isEmpty()) {
        const Wanted next = m_line.first();
        if (next.step->isDone != next.isRedo) {
            m_isBusy = true;
            const Step &step = *next.step;
            const EnvironmentsSave save = next.isRedo ? EnvironmentsSave{step.before, step.after}
                                                      : EnvironmentsSave{step.after, step.before};
            return Q_EMIT wanted(save, secretsOf(step, next.isRedo));
        }
        m_line.removeFirst(); // it is like that already, as what led away from it has failed
    }
}

void EnvironmentUndo::finish(bool isWritten, const QList<SecretEdit> &unfinished)
{
    const Wanted last = m_line.takeFirst();
    m_isBusy = false;
    Step &step = *last.step;
    if (isWritten) {
        step.isDone = last.isRedo;
        // A secret that stays where it was must not be looked for elsewhere: what is not there would be removed.
        step.moves.removeIf([&](const Step::Move &move) {
            return std::any_of(unfinished.begin(), unfinished.end(), [&](const SecretEdit &edit) {
                return edit.slug == move.slug && edit.name == (last.isRedo ? move.after : move.before);
            });
        });
    }
    startNext();
}

/// What others have changed is not undone.
void EnvironmentUndo::follow()
{
    const QList<Environment> &present = m_environments.loaded().environments;
    const QStringList foreign = changedSlugs(m_known, present);
    m_known = present;
    if (!foreign.isEmpty())
        m_history.forget(filesOfSlugs(foreign));
}

} // namespace fuseboard
