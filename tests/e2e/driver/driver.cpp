// SPDX-License-Identifier: EUPL-1.2
#include "driver.hpp"

#include <QBuffer>
#include <QGuiApplication>
#include <QImageReader>
#include <QJsonArray>
#include <QJsonDocument>
#include <QQuickWindow>
#include <QTest>
#include <QTimer>

namespace {

QJsonObject failed(const QString& why) { return {{"ok", false}, {"error", why}}; }

void collect(QQuickItem* item, const QString& name, QList<QQuickItem*>& found)
{
    if (name.isEmpty() ? !item->objectName().isEmpty() : item->objectName() == name)
        found.append(item);
    for (auto* child : item->childItems())
        collect(child, name, found);
}

QList<QQuickWindow*> windows()
{
    QList<QQuickWindow*> found;
    for (auto* window : QGuiApplication::topLevelWindows())
        if (auto* quick = qobject_cast<QQuickWindow*>(window); quick && quick->isVisible())
            found.append(quick);
    return found;
}

// Visible items of that name, topmost window first.
QList<QQuickItem*> items(const QString& name)
{
    QList<QQuickItem*> all;
    for (auto* window : windows())
        collect(window->contentItem(), name, all);
    QList<QQuickItem*> shown;
    for (auto* item : all)
        if (item->isVisible() && item->width() > 0 && item->height() > 0)
            shown.append(item);
    return shown;
}

QQuickItem* only(const QJsonObject& request)
{
    const auto found = items(request["name"].toString());
    const auto index = request["index"].toInt(0);
    return index < found.size() ? found.at(index) : nullptr;
}

QQuickItem* flickable_around(QQuickItem* item)
{
    for (auto* parent = item->parentItem(); parent; parent = parent->parentItem())
        if (parent->inherits("QQuickFlickable"))
            return parent;
    return nullptr;
}

QJsonObject described(QQuickItem* item)
{
    const auto box = item->mapRectToScene(item->boundingRect());
    QJsonObject made{{"name", item->objectName()},
                     {"enabled", item->isEnabled()},
                     {"focus", item->hasActiveFocus()},
                     {"x", box.x()},
                     {"y", box.y()},
                     {"width", box.width()},
                     {"height", box.height()}};
    for (const auto* property :
         {"text", "checked", "chosen", "currentIndex", "currentText", "displayText", "fileName"}) {
        const auto value = item->property(property);
        if (value.isValid())
            made[QLatin1String(property)] = QJsonValue::fromVariant(value);
    }
    return made;
}

} // namespace

QObject* DriverPlugin::create(const QString& key, const QString&)
{
    const auto path = qEnvironmentVariable("BALIEBLIK_DRIVER_SOCKET");
    if (key != QLatin1String("balieblik_driver") || path.isEmpty())
        return nullptr;
    return new Driver(path);
}

Driver::Driver(const QString& socket_path)
{
    connect(&server_, &QLocalServer::newConnection, this, [this] {
        while (auto* client = server_.nextPendingConnection())
            serve(client);
    });
    QLocalServer::removeServer(socket_path);
    server_.setSocketOptions(QLocalServer::UserAccessOption);
    if (!server_.listen(socket_path))
        qWarning("driver: %s", qPrintable(server_.errorString()));
}

void Driver::serve(QLocalSocket* client)
{
    connect(client, &QLocalSocket::disconnected, client, &QObject::deleteLater);
    connect(client, &QLocalSocket::readyRead, this, [this, client] {
        while (client->canReadLine()) {
            const auto request = QJsonDocument::fromJson(client->readLine()).object();
            if (request["op"] == QLatin1String("await"))
                await(request, client);
            else
                send(answer(request), request, client);
        }
    });
}

void Driver::send(QJsonObject reply, const QJsonObject& request, QLocalSocket* client)
{
    reply["id"] = request["id"];
    client->write(QJsonDocument(reply).toJson(QJsonDocument::Compact) + '\n');
    client->flush();
}

// Replies with the first frame that shows an item: what a person sees, to the millisecond.
void Driver::await(const QJsonObject& request, QLocalSocket* client)
{
    auto* window = windows().isEmpty() ? nullptr : windows().first();
    if (!window) {
        QTimer::singleShot(1, client, [this, request, client] { await(request, client); });
        return;
    }
    auto* watch = new QObject{client};
    connect(window, &QQuickWindow::frameSwapped, watch, [=, this] {
        auto* item = only(request);
        if (!item)
            return;
        QObject::disconnect(window, nullptr, watch, nullptr);
        watch->deleteLater();
        auto shown = described(item);
        shown["ok"] = true;
        send(shown, request, client);
    });
    window->update();
}

QJsonObject Driver::answer(const QJsonObject& request)
{
    const auto op = request["op"].toString();
    if (windows().isEmpty())
        return failed("no window yet");
    if (op == "find")
        return find(request);
    if (op == "list")
        return list();
    if (op == "click")
        return click(request);
    if (op == "type")
        return type(request);
    if (op == "key")
        return key(request);
    if (op == "reveal")
        return reveal(request);
    if (op == "grab")
        return grab(request);
    if (op == "resize")
        return resize(request);
    if (op == "decode")
        return decode(request);
    return failed("unknown op " + op);
}

QJsonObject Driver::find(const QJsonObject& request)
{
    auto* item = only(request);
    if (!item)
        return failed("not shown: " + request["name"].toString());
    auto made = described(item);
    made["ok"] = true;
    made["count"] = items(request["name"].toString()).size();
    return made;
}

QJsonObject Driver::list()
{
    QJsonArray shown;
    for (auto* item : items({}))
        shown.append(described(item));
    return {{"ok", true}, {"items", shown}};
}

// Brings an item into view as a person would by scrolling, then says where it is.
QJsonObject Driver::reveal(const QJsonObject& request)
{
    auto* item = only(request);
    if (!item)
        return failed("not shown: " + request["name"].toString());
    if (auto* flickable = flickable_around(item)) {
        auto* content = flickable->property("contentItem").value<QQuickItem*>();
        const auto box = item->mapRectToItem(content, item->boundingRect());
        // The header of a list stands above what it calls its beginning.
        const auto first = flickable->property("originY").toReal() - flickable->property("topMargin").toReal();
        const auto most = qMax(first, flickable->property("originY").toReal() +
                                          flickable->property("contentHeight").toReal() - flickable->height());
        const auto wanted = box.center().y() - flickable->height() / 2;
        flickable->setProperty("contentY", qBound(first, wanted, most));
    }
    return find(request);
}

QJsonObject Driver::click(const QJsonObject& request)
{
    const auto shown = reveal(request);
    auto* item = only(request);
    if (!item)
        return shown;
    if (!item->isEnabled())
        return failed("disabled: " + request["name"].toString());
    // In the middle, or where it is wanted: in parts of its width and height.
    const auto box = item->mapRectToScene(item->boundingRect());
    const QPointF part{request["across"].toDouble(0.5), request["down"].toDouble(0.5)};
    const auto spot = (box.topLeft() + QPointF{part.x() * box.width(), part.y() * box.height()}).toPoint();
    if (!QRect({}, item->window()->size()).contains(spot))
        return failed("outside the window: " + request["name"].toString());
    QTest::mouseClick(item->window(), Qt::LeftButton, Qt::NoModifier, spot);
    return {{"ok", true}};
}

QJsonObject Driver::type(const QJsonObject& request)
{
    auto* window = windows().first();
    const auto text = request["text"].toString();
    for (const auto character : text) {
        QTest::sendKeyEvent(QTest::Press, window, Qt::Key_unknown, QString(character), Qt::NoModifier);
        QTest::sendKeyEvent(QTest::Release, window, Qt::Key_unknown, QString(character), Qt::NoModifier);
    }
    return {{"ok", true}};
}

QJsonObject Driver::key(const QJsonObject& request)
{
    const auto sequence = QKeySequence::fromString(request["key"].toString());
    if (sequence.isEmpty())
        return failed("no such key: " + request["key"].toString());
    QTest::keyClick(windows().first(), sequence[0].key(), sequence[0].keyboardModifiers());
    return {{"ok", true}};
}

QJsonObject Driver::grab(const QJsonObject& request)
{
    const auto image = windows().first()->grabWindow();
    if (image.isNull() || !image.save(request["path"].toString()))
        return failed("could not save " + request["path"].toString());
    return {{"ok", true}, {"width", image.width()}, {"height", image.height()}};
}

QJsonObject Driver::resize(const QJsonObject& request)
{
    windows().first()->resize(request["width"].toInt(), request["height"].toInt());
    return {{"ok", true}};
}

// What Qt's own decoder makes of the bytes of a picture: a file that only looks like a photo is refused.
QJsonObject Driver::decode(const QJsonObject& request)
{
    QBuffer bytes;
    bytes.setData(QByteArray::fromBase64(request["picture"].toString().toLatin1()));
    bytes.open(QIODevice::ReadOnly);
    QImageReader reader{&bytes};
    const auto format = QString::fromLatin1(reader.format());
    const auto image = reader.read();
    if (image.isNull())
        return failed(reader.errorString());
    return {{"ok", true}, {"format", format}, {"width", image.width()}, {"height", image.height()}};
}
