// SPDX-License-Identifier: EUPL-1.2
// Invitations as a camera sees them: turned, small, dark, blurred, askew.
#include "services/qr_code.hpp"

#include <QBuffer>
#include <QCoreApplication>
#include <QImage>
#include <QPainter>
#include <QTransform>

#include <qrencode.h>
#include <ZXing/BitMatrix.h>
#include <ZXing/MultiFormatWriter.h>

#include <gtest/gtest.h>

#include <memory>
#include <random>
#include <thread>

namespace balieblik::services {
namespace {

const std::string invitation = R"({"address":"https://balie.example:8443","code":"7KQ2-M9XW-4TBC","ca_spki_sha256":")" +
                               std::string(64, 'a') + R"("})";

// The code on paper: `module` pixels a side, ink and paper as grey values, with the quiet zone that printers leave.
QImage printed(int module, int ink = 0, int paper = 255)
{
    const auto release = [](QRcode* code) { QRcode_free(code); };
    const std::unique_ptr<QRcode, decltype(release)> code{QRcode_encodeString8bit(invitation.c_str(), 0, QR_ECLEVEL_M),
                                                          release};
    constexpr int quiet_zone = 4;
    const auto side = code->width + 2 * quiet_zone;
    QImage picture{side, side, QImage::Format_RGB32};
    picture.fill(qRgb(paper, paper, paper));
    for (int y = 0; y < code->width; ++y)
        for (int x = 0; x < code->width; ++x)
            if ((code->data[y * code->width + x] & 1) != 0)
                picture.setPixel(x + quiet_zone, y + quiet_zone, qRgb(ink, ink, ink));
    return picture.scaled(side * module, side * module);
}

// Held before the camera: in the middle of a larger picture, on a table of another grey.
QImage held(const QImage& code, int width = 1280, int height = 720, int table = 120)
{
    QImage picture{width, height, QImage::Format_RGB32};
    picture.fill(qRgb(table, table, table));
    QPainter painter{&picture};
    painter.drawImage((width - code.width()) / 2, (height - code.height()) / 2, code);
    return picture;
}

QImage blurred(const QImage& picture, int factor)
{
    return picture.scaled(picture.size() / factor, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
        .scaled(picture.size(), Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
}

QImage noisy(QImage picture, int strength)
{
    std::mt19937 random{7};
    std::normal_distribution<double> noise{0, static_cast<double>(strength)};
    for (int y = 0; y < picture.height(); ++y)
        for (int x = 0; x < picture.width(); ++x) {
            const auto grey = std::clamp(qGray(picture.pixel(x, y)) + static_cast<int>(noise(random)), 0, 255);
            picture.setPixel(x, y, qRgb(grey, grey, grey));
        }
    return picture;
}

TEST(QrCode, a_code_that_fills_the_picture_is_read) { EXPECT_EQ(code_text(printed(6)), invitation); }

TEST(QrCode, a_code_is_read_however_it_is_turned)
{
    for (int degrees = 0; degrees < 360; degrees += 15) {
        QImage table{1280, 900, QImage::Format_RGB32};
        table.fill(Qt::gray);
        QPainter painter{&table};
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        painter.translate(640, 450);
        painter.rotate(degrees);
        const auto code = printed(8);
        painter.drawImage(-code.width() / 2, -code.height() / 2, code);
        painter.end();
        EXPECT_EQ(code_text(table), invitation) << degrees << " degrees";
    }
}

TEST(QrCode, a_code_is_read_from_the_side)
{
    const auto code = printed(8);
    const QPolygonF flat{QRectF{code.rect()}.adjusted(0, 0, 0, 0)};
    QPolygonF askew = flat;
    askew[1] += QPointF{0, 60};
    askew[2] += QPointF{-30, -40};
    askew[4] = askew[0];
    QTransform lean;
    QTransform::quadToQuad(flat.mid(0, 4), askew.mid(0, 4), lean);
    EXPECT_EQ(code_text(held(code.transformed(lean, Qt::SmoothTransformation))), invitation);
}

TEST(QrCode, a_small_code_is_read) { EXPECT_EQ(code_text(held(printed(2))), invitation); }

TEST(QrCode, a_dark_code_with_little_contrast_is_read)
{
    EXPECT_EQ(code_text(held(printed(6, 18, 52), 1280, 720, 30)), invitation);
}

TEST(QrCode, a_blurred_code_is_read) { EXPECT_EQ(code_text(blurred(held(printed(9)), 5)), invitation); }

TEST(QrCode, a_code_in_a_noisy_picture_is_read)
{
    EXPECT_EQ(code_text(noisy(held(printed(7, 40, 200)), 25)), invitation);
}

TEST(QrCode, a_picture_file_is_read_as_it_lies_on_the_disk)
{
    QByteArray file;
    QBuffer buffer{&file};
    buffer.open(QIODevice::WriteOnly);
    held(printed(12), 4000, 3000).save(&buffer, "JPEG", 60);

    EXPECT_EQ(code_text(file), invitation);
}

TEST(QrCode, a_picture_without_a_code_and_a_file_that_is_none_give_nothing)
{
    EXPECT_EQ(code_text(noisy(held(QImage{10, 10, QImage::Format_RGB32}), 30)), std::nullopt);
    EXPECT_EQ(code_text(QImage{}), std::nullopt);
    EXPECT_EQ(code_text(QByteArray{"not a picture"}), std::nullopt);
    const auto torn = printed(6).copy(0, 0, 200, 400);
    EXPECT_EQ(code_text(torn), std::nullopt);
}

TEST(QrCode, a_code_is_read_away_from_the_thread_that_asks)
{
    int argc = 0;
    const QCoreApplication application{argc, nullptr};
    QObject context;
    std::optional<std::string> read;
    std::thread::id worker;

    read_code(
        &context,
        [&worker] {
            worker = std::this_thread::get_id();
            return code_text(printed(4));
        },
        [&](const std::optional<std::string>& text) {
            read = text;
            QCoreApplication::quit();
        });
    QCoreApplication::exec();

    EXPECT_EQ(read, invitation);
    EXPECT_NE(worker, std::this_thread::get_id());
}

// A code of any kind on paper, with room around it.
QImage label(ZXing::BarcodeFormat format, const std::wstring& text)
{
    const auto bits = ZXing::MultiFormatWriter{format}.setMargin(10).encode(text, 400, 120);
    QImage picture{bits.width(), bits.height(), QImage::Format_RGB32};
    for (int y = 0; y < bits.height(); ++y)
        for (int x = 0; x < bits.width(); ++x)
            picture.setPixel(x, y, bits.get(x, y) ? qRgb(0, 0, 0) : qRgb(255, 255, 255));
    return picture;
}

TEST(AnyCode, on_a_ticket_or_a_label_is_read_when_a_question_asks_for_it)
{
    const std::vector<std::pair<ZXing::BarcodeFormat, std::string>> codes{
        {ZXing::BarcodeFormat::EAN13, "8712345678906"},
        {ZXing::BarcodeFormat::Code128, "BALIE-0417"},
        {ZXing::BarcodeFormat::Code39, "A417"},
        {ZXing::BarcodeFormat::QRCode, "https://balie.example/417"},
        {ZXing::BarcodeFormat::DataMatrix, "417"}};
    for (const auto& [format, said] : codes) {
        const auto picture = held(label(format, std::wstring(said.begin(), said.end())));
        EXPECT_EQ(code_text(picture, Codes::any), said);
    }
}

TEST(AnyCode, of_bars_is_no_invitation)
{
    const auto picture = held(label(ZXing::BarcodeFormat::EAN13, L"8712345678906"));
    EXPECT_EQ(code_text(picture, Codes::square), std::nullopt);
}

} // namespace
} // namespace balieblik::services
