// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/config/fieldinfo.h"
#include "variables/variablescope.h"

#include <QWidget>

namespace fuseboard {

class ConfigDraft;
class KeptSecrets;

/// What is the matter with a secret of a field, in a word and in a sentence, or what was done with it.
struct SecretNote
{
    QString word;
    QString sentence;
    bool isTrouble = false; ///< requests fail for it
};

/// The control of one field: shows what the draft says and writes into it what the user does.
class FieldEditor : public QWidget
{
    Q_OBJECT

public:
    /// The draft must outlive it.
    FieldEditor(ConfigDraft &draft, const FieldInfo &info, QWidget *parent = nullptr);
    ~FieldEditor() override;

    [[nodiscard]] const FieldInfo &info() const { return m_info; }
    /// Shows the draft's value, unless it has just been written here.
    void refresh();
    /// What takes the keyboard.
    [[nodiscard]] virtual QWidget *input() const = 0;
    /// Whether it fills the row, with its note below.
    [[nodiscard]] virtual bool isWide() const { return false; }
    /// Whether it shows the field's name itself.
    [[nodiscard]] virtual bool showsLabel() const { return false; }
    virtual void setFaulty(bool faulty) = 0;
    /// What {{variables}} stand for now; a field that takes none has no use for it.
    virtual void setScope(const VariableScope &) { }
    /// Whether secrets outlive the program; a field that takes none has no use for it.
    virtual void setHasKeychain(bool) { }
    /// What the store has of the secrets of the client; a field that takes none has no use for it.
    virtual void setKept(KeptSecrets *) { }
    /// Of the first of its secrets that there is something to say of.
    [[nodiscard]] virtual SecretNote secretNote() const { return {}; }
    /// Those in it that have no value there.
    [[nodiscard]] virtual QStringList missingVariables() const { return {}; }

Q_SIGNALS:
    /// secretNote() may be another one.
    void noted();
    /// Before more is lost by one press than what is typed again: somebody may want to undo it.
    void aboutToChange(const QString &what);

protected:
    virtual void showValue() = 0;
    /// Runs what writes into the draft, so that what is being typed is not typed over.
    template<class Write>
    void write(Write change)
    {
        m_writing = true;
        change();
        m_writing = false;
    }

    ConfigDraft &m_draft;
    const FieldInfo m_info;

private:
    bool m_writing = false;
};

} // namespace fuseboard
