// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/document/bodysaver.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QStackedWidget;
class QToolButton;

namespace fuseboard {

class DocumentPane;
class FilterBar;
class PreviewPane;
class SegmentedControl;
class Theme;

/// The body of an answer, of any size: laid out, as it came, in hex, or as what it looks like; searched, filtered,
/// saved. Text is never markup. (G19)
class BodyView final : public QWidget
{
    Q_OBJECT

public:
    /// The theme must outlive it.
    explicit BodyView(const Theme &theme, QWidget *parent = nullptr);

    /// contentType is the header's value, and keeper what the body lives in (DocumentBytes). The same body again
    /// changes nothing.
    void setBody(const QByteArray &body, const QByteArray &contentType, std::shared_ptr<const void> keeper = {});
    /// No body, and why.
    void clear(const QString &reason);
    /// Whether the heading "Body" stands above it, where there is room for it beside the ways to show a body.
    void setHeadingVisible(bool visible);
    /// Asks where, proposing a name, and writes the body there.
    void save(const QString &name);
    /// Without asking.
    void saveTo(const QString &path);
    [[nodiscard]] bool hasBody() const { return m_bytes && m_bytes->size() > 0; }
    [[nodiscard]] bool canFilter() const;
    [[nodiscard]] static QStringList styles(); ///< the ways to show a body, in their order
    void setStyle(int style);
    void openSearch(); ///< where the body is shown as a picture, it becomes text
    void openFilter(); ///< where it can be filtered
    [[nodiscard]] DocumentPane *documentPane() const { return m_document; }

Q_SIGNALS:
    /// Another body, or in another way.
    void shown();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void build(const Theme &theme);
    void fitHeading();
    QToolButton *addTool(const Theme &theme, int icon, const QString &name);
    void connectParts();
    void show();
    void showNote();
    [[nodiscard]] bool canSave();
    void tellSaving(int percent);
    void onSaved(const Result<void> &result);
    void setBytes(const SharedBytes &bytes, const QByteArray &contentType);

    QLabel *m_heading;
    SegmentedControl *m_style;
    QToolButton *m_searchTool = nullptr;
    QToolButton *m_filterTool = nullptr;
    QLabel *m_note;
    QPushButton *m_cancelSave;
    FilterBar *m_filter;
    QStackedWidget *m_pages;
    DocumentPane *m_document;
    PreviewPane *m_preview;
    SharedBytes m_bytes;
    QByteArray m_body; ///< the same bytes, to know them again
    QByteArray m_contentType;
    QString m_reason; ///< why there is no body
    BodySaver m_saver;
    QString m_savePath;
    QString m_saveNote;
    int m_savedPercent = 0;
    bool m_isSaveRefused = false; // as another one runs
    bool m_hasHeading = true;
};

} // namespace fuseboard
