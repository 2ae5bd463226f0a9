// SPDX-FileCopyrightText: The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "viewer/imageloader.h"

#include <QFrame>

class QLabel;
class QStackedWidget;

namespace fuseboard {

class DocumentView;
class EmptyState;
class Theme;

/// What a body looks like: a picture, or the words of a page without its markup; else what to do instead. Nothing is
/// ever fetched for it.
class PreviewPane final : public QFrame
{
    Q_OBJECT

public:
    /// The theme must outlive it.
    explicit PreviewPane(const Theme &theme, QWidget *parent = nullptr);
    ~PreviewPane() override;

    void show(const SharedBytes &bytes, const QByteArray &contentType);
    /// Lets go of what is shown.
    void clear(const QString &reason = {}); ///< why there is no body
    [[nodiscard]] const QImage &image() const { return m_image; }

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void showImage(const ImageLoader::Outcome &outcome);
    void showWords(const QString &words);
    void showNothing(const QString &title, const QString &advice);
    void fitImage();

    ImageLoader m_loader;
    QFutureWatcher<QString> m_words;
    QImage m_image;
    QStackedWidget *m_pages;
    EmptyState *m_nothing;
    QWidget *m_picturePage;
    QLabel *m_picture;
    QLabel *m_caption;
    DocumentView *m_text;
};

} // namespace fuseboard
