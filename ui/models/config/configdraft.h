// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "config/draft/configtree.h"
#include "config/draft/fieldfacts.h"

#include <QHash>
#include <QObject>

namespace fuseboard {

/// A client's configuration while it is being edited: each value as it was typed, right or wrong, with what is wrong
/// told by the rules of the file. A field that is not written has its default. Secrets that are typed never enter the
/// tree: it says "keychain", and the text waits beside it until the draft is saved.
class ConfigDraft final : public QObject
{
    Q_OBJECT

public:
    /// All that can be edited; equal states have nothing to be saved between them.
    struct State
    {
        JsonValue tree;
        QHash<QString, QString> secrets; ///< by the path of their field: what is to be put into the secret store

        friend bool operator==(const State &one, const State &other);
    };

    explicit ConfigDraft(const ClientConfig &config = {}, QObject *parent = nullptr);

    [[nodiscard]] const State &state() const { return m_state; }
    void setState(const State &state);
    /// Undoes what made the one of the other, and leaves alone what was edited elsewhere since.
    void takeBack(const State &before, const State &after);

    /// With the default in the place of each field that is wrong. Secrets are references.
    [[nodiscard]] const ClientConfig &config() const { return m_judged.config; }
    /// Those secrets that were typed and that the configuration refers to.
    [[nodiscard]] QHash<QString, QString> secretsToStore() const;
    /// The paths of those that were typed since it was made, or since the last setSaved().
    [[nodiscard]] QStringList typedSecrets() const;
    /// The paths of those that are to be in the store since then, and that were not typed. A refresh token that is had
    /// by signing in is none of them.
    [[nodiscard]] QStringList emptySecrets() const;
    /// For a trial: with the secrets that were typed in their places.
    [[nodiscard]] ClientConfig configWithSecrets() const;
    [[nodiscard]] const QList<ConfigFault> &faults() const { return m_judged.faults; }
    /// The first fault of a field or of what is within it; null where it is right.
    [[nodiscard]] const ConfigFault *faultOf(const QString &path) const;
    /// How many a field has, and what is within it: a list may have several.
    [[nodiscard]] int faultCount(const QString &path) const;

    /// As written, else the default; null where there is none.
    [[nodiscard]] JsonValue value(const QString &path) const;
    [[nodiscard]] bool isWritten(const QString &path) const { return findInTree(m_state.tree, path) != nullptr; }
    /// Whether it says something else than its default; never of what has none and is required.
    [[nodiscard]] bool isChanged(const QString &path) const;
    void setValue(const QString &path, const JsonValue &value);
    /// Back to the default.
    void clear(const QString &path);
    /// A secret for the store; empty takes it back.
    void setSecret(const QString &path, const QString &text);

    [[nodiscard]] bool hasSection(const QString &name) const { return isWritten(name); }
    /// Switches a section on with what it held before it was switched off, or with its defaults.
    void switchOn(const QString &section);
    void switchOff(const QString &section);
    /// Gives a section other settings; fields in it that are not known stay.
    void setSection(const QString &name, const JsonValue &tree);

    /// Of auth, keeps those fields that its type and grant use; what the others hold is set aside until they are used
    /// again. An auth without any field is none.
    void keepOnly(const QStringList &authPaths);

    /// Whether it differs from how it was made, or from the last setSaved().
    [[nodiscard]] bool isModified() const { return !(m_state == m_saved); }
    void setSaved() { m_saved = m_state; }

    /// Every field there is, and null for an unknown one.
    [[nodiscard]] static const FieldFacts *factsOf(const QString &path);

Q_SIGNALS:
    void changed();

private:
    void judge();
    void put(const QString &path, const JsonValue &value);
    void dropEmptySections();

    State m_state;
    State m_saved;
    JudgedConfig m_judged;
    QHash<QString, JsonValue> m_aside;
};

} // namespace fuseboard
