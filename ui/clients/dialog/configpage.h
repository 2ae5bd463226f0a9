// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/config/fieldinfo.h"

#include <QWidget>

class QHBoxLayout;
class QPushButton;
class QVBoxLayout;

namespace fuseboard {

class ConfigDraft;
class FieldRow;
class Theme;

/// One page of the dialog: a title, fields under one another, and whatever else belongs to them.
class ConfigPage : public QWidget
{
    Q_OBJECT

public:
    /// Theme and draft must outlive it.
    ConfigPage(const Theme &theme, ConfigDraft &draft, const QString &title, QWidget *parent = nullptr);
    ~ConfigPage() override;

    [[nodiscard]] const QString &title() const { return m_title; }
    void addFields(const QList<FieldInfo> &fields);
    void addHeading(const QString &text);
    void addPart(QWidget *part);
    /// Beside the title.
    void addToHead(QWidget *control);
    [[nodiscard]] const QList<FieldRow *> &rows() const { return m_rows; }
    /// Null for a field that is not here.
    [[nodiscard]] FieldRow *row(const QString &path) const;
    /// Faults of its fields, but for those that are still empty; and how many are.
    [[nodiscard]] int faultCount() const;
    [[nodiscard]] int emptyCount() const;
    [[nodiscard]] bool isChanged() const;

    /// Shows the draft as it is.
    virtual void refresh();
    /// Gives each field its default; what has none stays.
    void reset();

Q_SIGNALS:
    /// Before one press changes several fields, or loses a whole line: somebody may want to undo it.
    void aboutToChange(const QString &what);
    /// A field was left for the first time.
    void visited();

protected:
    const Theme &m_theme;
    ConfigDraft &m_draft;

private:
    QWidget *makeHead();

    const QString m_title;
    QHBoxLayout *m_head;
    QPushButton *m_reset = nullptr;
    QVBoxLayout *m_column;
    QList<FieldRow *> m_rows;
};

} // namespace fuseboard
