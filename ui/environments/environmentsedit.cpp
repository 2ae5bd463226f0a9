// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "environments/environmentsedit.h"

#include "models/editwording.h"
#include "variables/environmentrules.h"
#include "workspace/slug.h"

#include <algorithm>

namespace fuseboard {

using namespace Qt::StringLiterals;

namespace {

void giveSlugs(QList<EnvironmentDraft> &drafts, QStringList taken)
{
    for (const EnvironmentDraft &draft : std::as_const(drafts)) {
        if (!draft.isNew)
            taken.append(draft.environment.slug);
    }
    for (qsizetype i = 0; i < drafts.size(); ++i) {
        if (!drafts.at(i).isNew)
            continue;
        const QString former = drafts.at(i).environment.slug;
        const QString slug = makeSlug(drafts.at(i).environment.config.name, taken, u"environment"_s);
        taken.append(slug);
        drafts[i].environment.slug = slug;
        drafts[i].isNew = false;
        for (EnvironmentDraft &draft : drafts) {
            if (draft.environment.config.parent == former)
                draft.environment.config.parent = slug;
        }
    }
}

} // namespace

void EnvironmentDraft::forgetReadSecrets()
{
    for (VariableTableModel::Row &row : rows) {
        row.isShown = false;
        if (!row.isWritten)
            row.secret.reset();
    }
}

QString freeNameAmong(const QList<EnvironmentDraft> &drafts, const QString &name)
{
    QStringList taken;
    for (const EnvironmentDraft &draft : drafts)
        taken << draft.environment.config.name;
    return wording::freeName(name, taken);
}

EnvironmentsEdit editOf(const QList<Environment> &before, QList<EnvironmentDraft> drafts, const QStringList &taken)
{
    QStringList all = taken;
    for (const Environment &environment : before)
        all.append(environment.slug);
    giveSlugs(drafts, all);
    EnvironmentsEdit edit;
    for (const EnvironmentDraft &draft : std::as_const(drafts)) {
        const Environment *former = findEnvironment(before, draft.environment.slug);
        edit.environments.append(draft.edited());
        edit.slugs.append(draft.environment.slug);
        edit.secrets += VariableTableModel::secretEdits(
            draft.environment.slug, former ? former->config.variables : QList<Variable>(), draft.rows);
    }
    for (const Environment &environment : before) {
        if (findEnvironment(edit.environments, environment.slug))
            continue;
        edit.removed.append(environment.slug);
        edit.secrets += VariableTableModel::secretEdits(environment.slug, environment.config.variables, {});
    }
    std::sort(edit.environments.begin(), edit.environments.end(),
              [](const Environment &one, const Environment &other) { return one.slug < other.slug; });
    return edit;
}

} // namespace fuseboard
